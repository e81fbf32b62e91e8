package io.poolwright.worker.job;

import java.time.Instant;

/**
 * How a job gets on in its state.
 *
 * @param revision from 1; grows with every save, by a step that nobody can guess
 * @param stepSince when the present step began
 * @param attempts failed attempts in a row in the present step
 * @param cancelRequested whether somebody asked to stop it
 * @param wakeAt when it is to be looked at next
 */
public record Course(
    long revision, Instant stepSince, int attempts, boolean cancelRequested, Instant wakeAt) {

  static Course first(Instant now) {
    return new Course(1, now, 0, false, now);
  }

  Course startedAt(Instant now) {
    return new Course(revision, now, 0, cancelRequested, now);
  }

  Course resting(Instant until, boolean attemptUsed) {
    return new Course(revision, stepSince, attemptUsed ? attempts + 1 : 0, cancelRequested, until);
  }

  Course cancelling(Instant now) {
    return new Course(revision, stepSince, attempts, true, now);
  }

  Course nextRevision(long step) {
    return new Course(revision + step, stepSince, attempts, cancelRequested, wakeAt);
  }
}
