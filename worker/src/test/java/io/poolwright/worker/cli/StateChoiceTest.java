package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.worker.job.JobState;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StateChoiceTest {
  private static Set<String> labels(Class<?> kind) {
    return kinds(kind)
        .map(Class::getSimpleName)
        .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
        .collect(Collectors.toSet());
  }

  private static Stream<Class<?>> kinds(Class<?> kind) {
    Class<?>[] kinds = kind.getPermittedSubclasses();
    return kinds == null ? Stream.of(kind) : Stream.of(kinds).flatMap(StateChoiceTest::kinds);
  }

  @Test
  void theTwoGroupsHoldEveryStateThereIs() {
    Set<String> ended = labels(JobState.Final.class);
    Set<String> running = labels(JobState.class);
    running.removeAll(ended);
    assertThat(StateChoice.labels(List.of(StateChoice.RUNNING))).isEqualTo(running);
    assertThat(StateChoice.labels(List.of(StateChoice.ENDED))).isEqualTo(ended);
  }

  @Test
  void everyStateCanBeNamed() {
    Set<String> named =
        Stream.of(StateChoice.values()).map(StateChoice::toString).collect(Collectors.toSet());
    assertThat(named).containsAll(labels(JobState.class));
  }
}
