package io.poolwright.worker.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All the chance that there is in a universe; it follows from the seed. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    // Neighbouring seeds make neighbouring states, so each is stirred first.
    random = new SplittableRandom(new SplittableRandom(seed).nextLong());
  }

  /** Whether something with this probability happens. */
  boolean of(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** From {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  double fraction() {
    return random.nextDouble();
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
