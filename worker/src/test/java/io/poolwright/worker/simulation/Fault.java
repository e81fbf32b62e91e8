package io.poolwright.worker.simulation;

/** What can go wrong. */
enum Fault {
  /** Nothing was done, and the caller gets an error. */
  LOST_REQUEST,
  /** It was done, and the caller gets an error. */
  LOST_RESPONSE,
  /** An answer of 500. */
  SERVER_ERROR,
  /** An answer of 429 with Retry-After. */
  THROTTLED,
  /** An answer of 429 that does not say for how long. */
  THROTTLED_BLINDLY,
  /** An answer of 401, also to a fresh token. */
  UNAUTHORIZED,
  /** Nothing but 429, 500 or 401 from one dependency, for a while. */
  STORM,
  /** A call, or the worker in it, stands still for longer than the lock. */
  STALL,
  /** A worker is gone in the middle of a call, and comes back with nothing in memory. */
  CRASH,
  /** A worker's clock jumps by up to an hour, either way. */
  CLOCK_JUMP,
  /** What was just created does not show yet. */
  NOT_VISIBLE_YET,
  /** There are no cores left. */
  NO_QUOTA,
  /** A resize ends without its nodes. */
  RESIZE_FAILURE,
  /** Compute cannot make a version. */
  VERSION_FAILURE,
  /** The source is overwritten while it is copied. */
  SOURCE_CHANGE,
  /** The source is deleted while it is copied. */
  SOURCE_DELETION,
  /** Somebody deletes a staged blob. */
  STAGED_BLOB_GONE,
  /** The broker restarts: every lock is lost. */
  BROKER_RESTART,
  /** Wake-ups that no worker has sent: of any revision, under any id, at any time. */
  FORGED_WAKEUP,
  /** Somebody sends wake-ups of the worker's own once more, under other ids. */
  REPLAYED_WAKEUP,
  /** An operator sends the dead letters once more. */
  REDRIVE,
  /** A message that nobody can read. */
  POISON
}
