package io.poolwright.worker.servicebus;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.worker.servicebus.Vigil.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VigilTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Vigil vigil = new Vigil(LIMIT, 0);

  @Test
  void anIdleQueueThatAnswersIsWell() {
    for (int second = 0; second <= 3600; second += 10) {
      assertThat(look(second, second, 0, true, false)).isEqualTo(Verdict.WELL);
    }
  }

  @Test
  void noAnswerForLongerThanTheLimitIsSilence() {
    assertThat(look(30, 0, 0, true, false)).isEqualTo(Verdict.WELL);
    assertThat(look(31, 0, 0, true, false)).isEqualTo(Verdict.SILENT);
  }

  @Test
  void silenceCountsEvenWithAClosedGate() {
    assertThat(look(31, 0, 0, false, false)).isEqualTo(Verdict.SILENT);
  }

  @Test
  void askingInVainBesideAQueueThatIsNotEmptyIsStarving() {
    assertThat(look(10, 10, 0, true, true)).isEqualTo(Verdict.WELL);
    assertThat(look(30, 30, 0, true, true)).isEqualTo(Verdict.WELL);
    assertThat(look(31, 31, 0, true, true)).isEqualTo(Verdict.STARVING);
  }

  @Test
  void whoDoesNotAskDoesNotStarve() {
    assertThat(look(25, 25, 0, false, true)).isEqualTo(Verdict.WELL);
    assertThat(look(50, 50, 0, true, true)).isEqualTo(Verdict.WELL);
    assertThat(look(56, 56, 0, true, true)).isEqualTo(Verdict.STARVING);
  }

  @Test
  void scheduledMessagesCostEverFewerConnections() {
    List<Integer> replaced = new ArrayList<>();
    for (int second = 0; second <= 3600; second += 10) {
      if (look(second, second, 0, true, true) == Verdict.STARVING) {
        replaced.add(second);
      }
    }
    assertThat(replaced).containsExactly(40, 110, 240, 490, 980, 1590, 2200, 2810, 3420);
  }

  @Test
  void anArrivalRestoresTheFirstPatience() {
    assertThat(look(31, 31, 0, true, true)).isEqualTo(Verdict.STARVING);
    assertThat(look(40, 40, 35, true, true)).isEqualTo(Verdict.WELL);
    assertThat(look(71, 71, 35, true, true)).isEqualTo(Verdict.STARVING);
  }

  private Verdict look(int now, int roundTrip, int arrival, boolean hungry, boolean waiting) {
    return vigil.look(seconds(now), seconds(roundTrip), seconds(arrival), hungry, waiting);
  }

  private static long seconds(int count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
