package io.poolwright.worker.cli;

import io.poolwright.contracts.EventData;

/** What the process answers to whoever started it. */
enum Exit {
  DONE(0),
  /** The job came to an end that was not wanted: failed, rejected or cancelled. */
  JOB_NOT_DONE(1),
  /** The request, the settings or the arguments are wrong; nothing was sent. */
  WRONG_REQUEST(2),
  /** Something that is needed is not there or does not answer. */
  UNREACHABLE(3);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Exit of(EventData outcome) {
    return outcome instanceof EventData.Succeeded ? DONE : JOB_NOT_DONE;
  }
}
