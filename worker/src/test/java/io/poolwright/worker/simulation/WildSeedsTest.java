package io.poolwright.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.worker.job.Transitions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every invariant in any weather, and that the weather was really bad. */
class WildSeedsTest {
  private static final long SEEDS = Long.getLong("simulation.seeds", 10_000);

  @Test
  void inAnyWeatherEveryInvariantHolds() {
    Seeds.Result result =
        Seeds.run(SEEDS, seed -> Universe.Setting.of(seed, Wiring.PRODUCTION, false));
    System.out.printf("%,d universes%n%s%n", result.done(), result.tally());
    assertThat(result.failing()).isEmpty();
    assertThat(neverHappened(result.tally())).isEmpty();
  }

  private static Stream<Object> neverHappened(Tally tally) {
    var wanted =
        Stream.<Object>concat(
            Stream.concat(Stream.of(Fault.values()), Stream.of(Branch.values())),
            Transitions.table().keys().stream());
    return wanted.filter(what -> tally.of(what) == 0);
  }
}
