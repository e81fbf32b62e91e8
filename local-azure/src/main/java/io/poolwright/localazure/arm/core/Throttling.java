package io.poolwright.localazure.arm.core;

import org.jspecify.annotations.Nullable;

/**
 * ARM's limits per subscription: a burst, and what it refills by each second.
 *
 * @param reads default 250 + 25/s
 * @param writes default 200 + 10/s
 * @param deletes default 200 + 10/s
 */
public record Throttling(Limit reads, Limit writes, Limit deletes) {
  public static final Throttling DEFAULT = new Throttling(null, null, null);

  /** A token bucket's size and its refill. */
  public record Limit(int burst, double perSecond) {
    public Limit {
      if (burst < 1 || perSecond <= 0) {
        throw new IllegalArgumentException("a limit needs a burst >= 1 and perSecond > 0");
      }
    }
  }

  public Throttling(@Nullable Limit reads, @Nullable Limit writes, @Nullable Limit deletes) {
    this.reads = reads == null ? new Limit(250, 25) : reads;
    this.writes = writes == null ? new Limit(200, 10) : writes;
    this.deletes = deletes == null ? new Limit(200, 10) : deletes;
  }
}
