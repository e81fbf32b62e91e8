package io.poolwright.worker.blob;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;

/** An engine cannot copy from this source to this destination; another one may. */
final class EngineRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Failure why;

  /**
   * With what the job ends with if there is no other engine.
   *
   * @param code of the reason
   */
  EngineRefused(String code, String detail) {
    super(code, null, false, false);
    this.why = Failure.lasting(code, detail);
  }

  Failure why() {
    return why;
  }

  CallFailed failed() {
    return new CallFailed(why);
  }
}
