package io.poolwright.worker.blob;

import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.job.CopyRoute;
import org.jspecify.annotations.Nullable;

/**
 * Which engine copies, and which one after it. Put Page From URL goes first: its progress is exact,
 * it skips zeros and goes on after a crash. If the destination's service does not have it, Copy
 * Blob may do; if that service cannot read the source, only the worker can.
 *
 * @param fixed by the settings, or null to choose
 * @param openByUrl whether a service can read the source by its address alone, as Copy Blob has to
 */
record EngineChoice(@Nullable CopyEngine fixed, boolean openByUrl) {
  static final String UNREACHABLE = "CopySourceUnreachable";

  CopyEngine engine(StagedMark mark) {
    if (fixed != null) {
      return fixed;
    }
    return mark.route() == null ? CopyEngine.PUT_PAGE_FROM_URL : mark.route().engine();
  }

  /**
   * Who goes on where an engine was refused.
   *
   * @throws RuntimeException the refusal as a failure, if nobody does
   */
  CopyRoute after(CopyEngine refused, EngineRefused refusal) {
    if (fixed != null || refused == CopyEngine.RELAY) {
      throw refusal.failed();
    }
    boolean isServiceAble =
        refused == CopyEngine.PUT_PAGE_FROM_URL
            && openByUrl
            && !refusal.why().code().equals(UNREACHABLE);
    return CopyRoute.instead(
        isServiceAble ? CopyEngine.COPY_BLOB : CopyEngine.RELAY,
        refusal.why().code(),
        refusal.why().detail());
  }

  /** Who goes on where an engine has stood still. */
  CopyRoute afterStandstill(CopyEngine stalled) {
    return CopyRoute.instead(
        fixed == null ? CopyEngine.RELAY : fixed,
        "CopyStalled",
        "No byte came any more by " + stalled);
  }
}
