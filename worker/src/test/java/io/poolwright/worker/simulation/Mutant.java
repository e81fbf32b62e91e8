package io.poolwright.worker.simulation;

import java.util.Set;

/** A worker with one mistake, each of which the simulation must notice. */
@SuppressWarnings("ImmutableEnumChecker") // No wiring has a state, and Set.of cannot change.
enum Mutant {
  /** Takes a wake-up that the document has moved past for done. */
  DROPS_STALE_WAKEUPS(new MessageMutants.DropsStaleWakeups()),
  /** Lets go of a message before the next one is there. */
  COMPLETES_BEFORE_IT_SCHEDULES(new MessageMutants.CompletesBeforeItSchedules()),
  /** Writes to Azure however little is left of its lock. */
  TRUSTS_ITS_LOCK(new MessageMutants.TrustsItsLock(), Fault.STALL),
  /** Puts a request in the place of a rejected one after others may have handled it. */
  CORRECTS_WITHOUT_ITS_LOCK(
      new MessageMutants.CorrectsWithoutItsLock(), Fault.STALL, Fault.CRASH, Fault.LOST_REQUEST),
  /** Takes every wake-up for the one that the document has asked for. */
  TRUSTS_EVERY_WAKEUP(new MessageMutants.TrustsEveryWakeup()),
  /** Numbers its documents 1, 2, 3, so that outsiders know the next wake-up before it is sent. */
  COUNTS_ITS_REVISIONS(new MessageMutants.CountsItsRevisions(), Fault.FORGED_WAKEUP),

  /** Overwrites what somebody else has saved. */
  IGNORES_THE_ETAG(new StoreMutants.IgnoresTheEtag()),
  /** Tells what happened before it is stored. */
  PUBLISHES_BEFORE_IT_SAVES(new StoreMutants.PublishesBeforeItSaves()),
  /** Forgets what a rejected request has not told yet when a corrected one comes. */
  FORGETS_A_REJECTION(new StoreMutants.ForgetsARejection(), Fault.CRASH, Fault.LOST_REQUEST),

  /** Gives the pool a name of its own. */
  INVENTS_POOL_NAMES(new WorldMutants.InventsPoolNames()),
  /** Begins with its image before any document says which one that is. */
  ACTS_BEFORE_THE_PLAN_IS_STORED(new WorldMutants.ActsBeforeThePlanIsStored(), Fault.CRASH),
  /** Looks at its lock before the first call of an action, and at no other. */
  LOOKS_AT_ITS_LOCK_ONCE(new WorldMutants.LooksAtItsLockOnce(), Fault.STALL),
  /** Writes down that an image stays before it is stored that the job keeps it. */
  KEEPS_BEFORE_IT_IS_STORED(new WorldMutants.KeepsBeforeItIsStored(), Fault.CRASH),
  /** Relies on an image that others may delete. */
  CLAIMS_NOTHING(new WorldMutants.ClaimsNothing()),
  /** Cleans up at once, and not a second time after whoever stalled is through. */
  SWEEPS_ONCE(new WorldMutants.SweepsOnce(), Fault.STALL),
  /** Takes any wake-up for the one that comes in time for the second sweep. */
  SWEEPS_WHENEVER_IT_WAKES(
      new WorldMutants.SweepsWheneverItWakes(), Fault.STALL, Fault.REPLAYED_WAKEUP),
  /** Ends at once when everything is to be kept anyway. */
  KEEPS_AT_ONCE(new WorldMutants.KeepsAtOnce(), Fault.STALL);

  private final Wiring wiring;
  private final Set<Fault> weather;

  Mutant(Wiring wiring, Fault... weather) {
    this.wiring = wiring;
    this.weather = Set.of(weather);
  }

  /** The universe of a seed, with weather in which this mistake matters. */
  Universe.Setting setting(long seed, boolean traced) {
    return Universe.Setting.of(seed, weather, wiring, traced);
  }

  /** The same universe with a worker that makes no mistake. */
  Universe.Setting unmistaken(long seed) {
    return Universe.Setting.of(seed, weather, Wiring.PRODUCTION, false);
  }
}
