package io.poolwright.worker.job;

import java.time.Duration;

/**
 * When to look again at something that takes its time. Reads are the scarcest thing that ARM
 * grants, so a look is taken when it is likely to show something new.
 *
 * @param floor the shortest pause
 * @param ceiling the longest pause
 */
public record Polling(Duration floor, Duration ceiling) {
  /** Without any sign of progress: a quarter of the time that has already passed. */
  public Duration after(Duration elapsed) {
    return within(elapsed.toMillis() / 4.0);
  }

  /**
   * With a measure of progress: half of the time that is left if it goes on at the same pace.
   *
   * @param done the part that is behind us, in [0, 1]; 0 says nothing about the pace
   */
  public Duration after(Duration elapsed, double done) {
    return done <= 0 ? after(elapsed) : within((double) elapsed.toMillis() * (1 - done) / done / 2);
  }

  private Duration within(double millis) {
    double capped =
        Math.min(Math.max(millis, (double) floor.toMillis()), (double) ceiling.toMillis());
    return Duration.ofMillis(Math.round(capped));
  }
}
