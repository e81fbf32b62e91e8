package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;

/** Job ids as people type them. */
final class JobIds {
  private JobIds() {}

  static JobId read(String text) {
    if (!JobId.isValid(text)) {
      throw CommandFailed.wrong("That is no job id: it must match " + JobId.PATTERN + ".");
    }
    return new JobId(text);
  }

  static CommandFailed unknown(JobId id) {
    return CommandFailed.wrong(
        "There is no job " + id + ". See which there are with: poolwright jobs");
  }
}
