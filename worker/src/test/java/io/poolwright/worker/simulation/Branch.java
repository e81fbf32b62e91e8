package io.poolwright.worker.simulation;

/** Places where a worker sets right what went wrong; each must really be reached. */
enum Branch {
  LOST_A_SAVE("somebody else saved first, and what is stored is adopted"),
  LOST_A_CLAIM("somebody else changed the ledger of an image first"),
  FOUND_A_DOCUMENT("a first delivery finds that its job is stored already"),
  STALE_WAKEUP("a stale wake-up sends the next one again"),
  WAKEUP_AFTER_THE_END("a wake-up comes after the end"),
  REPEATED_REQUEST("a request or cancellation that is known already reminds of its job"),
  CORRECTED_REQUEST("a corrected request takes the place of a rejected one"),
  SETTLED_TOO_LATE("a message is settled after its lock was lost"),
  LOCK_TOO_SHORT("too little is left of the lock to write to Azure"),
  LOCK_TOO_SHORT_ON_THE_WAY("so little that a later write of the same action is left undone"),
  GATE_CLOSED("nothing is taken in, for the job store is left alone"),
  BREAKER_OPEN("a step does not call what is left alone"),
  TRICKLE("a breaker lets a call try whether all is well again"),
  POOL_WAS_THERE("a pool is to be created, and it is there"),
  COPY_TAKEN_OVER("a job goes on with the copy of another"),
  COPY_STALLED("a copy that stands still is begun anew"),
  SECOND_SWEEP_FOUND("the second sweep of a roll-back finds something"),
  CLEAN_UP_GIVEN_UP("a roll-back says what it could not remove"),
  CLOCK_SET_RIGHT("a clock that is wrong by minutes is set right by the store's"),
  WAKEUP_DROPPED("duplicate detection drops a wake-up"),
  EVENT_REPEATED("a consumer gets an event again");

  private final String what;

  Branch(String what) {
    this.what = what;
  }

  @Override
  public String toString() {
    return what;
  }
}
