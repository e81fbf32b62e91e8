package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.worker.job.JobState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StateChoiceTest {
  private static Set<String> labels(Class<?> kind) {
    return Arrays.stream(kind.getPermittedSubclasses())
        .filter(Class::isRecord)
        .map(Class::getSimpleName)
        .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
        .collect(Collectors.toSet());
  }

  @Test
  void theTwoGroupsHoldEveryStateThereIs() {
    assertThat(StateChoice.labels(List.of(StateChoice.RUNNING))).isEqualTo(labels(JobState.class));
    assertThat(StateChoice.labels(List.of(StateChoice.ENDED)))
        .isEqualTo(labels(JobState.Final.class));
  }

  @Test
  void everyStateCanBeNamed() {
    Set<String> named =
        Stream.of(StateChoice.values()).map(StateChoice::toString).collect(Collectors.toSet());
    assertThat(named).containsAll(labels(JobState.class)).containsAll(labels(JobState.Final.class));
  }
}
