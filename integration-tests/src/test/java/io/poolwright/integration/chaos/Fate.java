package io.poolwright.integration.chaos;

import io.poolwright.contracts.EventData;
import java.util.List;

/** What a job is put through, and how it may end. */
@SuppressWarnings("ImmutableEnumChecker") // List.of cannot change.
enum Fate {
  /** Nothing but what befalls everybody. */
  ORDINARY(1, EventData.Succeeded.class),
  /** Sent again unchanged, and once more with another content under its id. */
  TWICE(0.08, EventData.Succeeded.class),
  /** Cancelled at some time; it may be too late. */
  CANCELLED(0.10, EventData.Cancelled.class, EventData.Succeeded.class),
  /** Likewise, and what it made is to stay. */
  KEPT(0.04, EventData.Cancelled.class, EventData.Succeeded.class),
  /** Its deadline is shorter than Azure can be. */
  HURRIED(0.05, EventData.Failed.class),
  /** Asks for a VM size that is not offered. */
  IMPOSSIBLE(0.04, EventData.Rejected.class),
  /** Breaks the schema of requests: it never becomes a job. */
  MALFORMED(0.04, EventData.Rejected.class),
  /** One of two that want the same pool. */
  RIVAL(0.04, EventData.Succeeded.class, EventData.Rejected.class, EventData.Failed.class);

  /** Of all jobs; {@link #ORDINARY} takes what is left. */
  final double share;

  private final List<Class<? extends EventData>> ends;

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of only reads them.
  Fate(double share, Class<? extends EventData>... ends) {
    this.share = share;
    this.ends = List.of(ends);
  }

  boolean allows(EventData end) {
    return ends.stream().anyMatch(kind -> kind.isInstance(end));
  }

  boolean isCancelled() {
    return this == CANCELLED || this == KEPT;
  }
}
