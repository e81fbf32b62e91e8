package io.poolwright.worker.simulation;

import java.util.Set;

/** A worker with one mistake, each of which the simulation must notice. */
@SuppressWarnings("ImmutableEnumChecker") // No wiring has a state, and Set.of cannot change.
enum Mutant {
  /** Takes a wake-up that the document has moved past for done. */
  DROPS_STALE_WAKEUPS(1, new MessageMutants.DropsStaleWakeups()),
  /** Lets go of a message before the next one is there. */
  COMPLETES_BEFORE_IT_SCHEDULES(1, new MessageMutants.CompletesBeforeItSchedules()),
  /** Writes to Azure however little is left of its lock. */
  TRUSTS_ITS_LOCK(51, new MessageMutants.TrustsItsLock(), Twins::of),
  /**
   * Puts a request in the place of a rejected one after others may have handled it, and leaves
   * nobody to tell of it.
   */
  CORRECTS_WITHOUT_ITS_LOCK(
      1_283,
      new MessageMutants.CorrectsWithoutItsLock(),
      Fault.STALL,
      Fault.CRASH,
      Fault.LOST_REQUEST,
      Fault.SOURCE_DELETION),
  /** Takes every wake-up for the one that the document has asked for. */
  TRUSTS_EVERY_WAKEUP(1, new MessageMutants.TrustsEveryWakeup()),
  /** Numbers its documents 1, 2, 3, so that outsiders know the next wake-up before it is sent. */
  COUNTS_ITS_REVISIONS(1, new MessageMutants.CountsItsRevisions(), Fault.FORGED_WAKEUP),

  /** Overwrites what somebody else has saved. */
  IGNORES_THE_ETAG(1, new StoreMutants.IgnoresTheEtag()),
  /** Tells what happened before it is stored. */
  PUBLISHES_BEFORE_IT_SAVES(1, new StoreMutants.PublishesBeforeItSaves()),
  /** Takes a cancellation for done when somebody else has stored the job meanwhile. */
  FORGETS_A_CANCELLATION(242, new StoreMutants.ForgetsACancellation(), Fault.STALL),
  /** Forgets what a rejected request has not told yet when a corrected one comes. */
  FORGETS_A_REJECTION(13, new StoreMutants.ForgetsARejection(), Fault.CRASH, Fault.LOST_REQUEST),
  /**
   * Corrects a rejected job with nothing but a message whose lock the broker may have forgotten.
   */
  WAKES_NOBODY_FOR_A_CORRECTION(
      14, new StoreMutants.WakesNobodyForACorrection(), Twins::ofCorrections),
  /** Overwrites what another job has written into the ledger of an image. */
  IGNORES_THE_LEDGERS_ETAG(231, new StoreMutants.IgnoresTheLedgersEtag(), Twins::of),
  /** Goes by the clock of its machine. */
  TRUSTS_ITS_OWN_CLOCK(3_958, new StoreMutants.TrustsItsOwnClock(), Fault.CLOCK_JUMP, Fault.STALL),

  /** Gives the pool a name of its own. */
  INVENTS_POOL_NAMES(1, new WorldMutants.InventsPoolNames()),
  /** Begins with its image before any document says which one that is. */
  ACTS_BEFORE_THE_PLAN_IS_STORED(13, new WorldMutants.ActsBeforeThePlanIsStored(), Fault.CRASH),
  /** Looks at its lock before the first call of an action, and at no other. */
  LOOKS_AT_ITS_LOCK_ONCE(537, new WorldMutants.LooksAtItsLockOnce(), Twins::of),
  /** Writes down that an image stays before it is stored that the job keeps it. */
  KEEPS_BEFORE_IT_IS_STORED(65, new WorldMutants.KeepsBeforeItIsStored(), Fault.CRASH),
  /** Relies on an image that others may delete. */
  CLAIMS_NOTHING(1, new WorldMutants.ClaimsNothing()),
  /** Cleans up at once, and not a second time after whoever stalled is through. */
  SWEEPS_ONCE(28, new WorldMutants.SweepsOnce(), Twins::of),
  /** Sweeps a second time whenever something wakes it. */
  SWEEPS_WHENEVER_IT_WAKES(189, new WorldMutants.SweepsWheneverItWakes(), Twins::of),
  /** Asks for nodes again whatever has become of the pool since it looked. */
  RESIZES_WHAT_IT_HAS_NOT_SEEN(281, new WorldMutants.ResizesWhatItHasNotSeen(), Twins::of),
  /** Deletes a staged copy while whoever stalled may still begin it. */
  DROPS_THE_COPY_AT_ONCE(796, new WorldMutants.DropsTheCopyAtOnce(), Twins::of),
  /** Ends at once when everything is to be kept anyway. */
  KEEPS_AT_ONCE(28, new WorldMutants.KeepsAtOnce(), Twins::of);

  private final long caughtAt;
  private final Wiring wiring;
  private final Family family;

  /** The universes in which a mistake is looked for. */
  private interface Family {
    Universe.Setting of(long seed, Wiring wiring, boolean traced);
  }

  /**
   * A mistake that is looked for in any weather.
   *
   * @param caughtAt the first seed that notices it; moves with every change of the universes
   * @param surely faults without which it does no harm
   */
  Mutant(long caughtAt, Wiring wiring, Fault... surely) {
    this(
        caughtAt,
        wiring,
        (seed, w, traced) -> Universe.Setting.of(seed, Set.of(surely), w, traced));
  }

  /** A mistake that is looked for in one family of universes. */
  Mutant(long caughtAt, Wiring wiring, Family family) {
    this.caughtAt = caughtAt;
    this.wiring = wiring;
    this.family = family;
  }

  long caughtAt() {
    return caughtAt;
  }

  /** The universe of a seed, in which this mistake matters. */
  Universe.Setting setting(long seed, boolean traced) {
    return family.of(seed, wiring, traced);
  }

  /** The same universe with a worker that makes no mistake. */
  Universe.Setting unmistaken(long seed) {
    return family.of(seed, Wiring.PRODUCTION, false);
  }
}
