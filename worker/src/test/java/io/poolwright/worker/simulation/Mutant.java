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
  TRUSTS_ITS_LOCK(1_528, new MessageMutants.TrustsItsLock(), Fault.STALL, Fault.REPLAYED_WAKEUP),
  /** Puts a request in the place of a rejected one after others may have handled it. */
  CORRECTS_WITHOUT_ITS_LOCK(
      154,
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
  /** Forgets what a rejected request has not told yet when a corrected one comes. */
  FORGETS_A_REJECTION(129, new StoreMutants.ForgetsARejection(), Fault.CRASH, Fault.LOST_REQUEST),

  /** Gives the pool a name of its own. */
  INVENTS_POOL_NAMES(1, new WorldMutants.InventsPoolNames()),
  /** Begins with its image before any document says which one that is. */
  ACTS_BEFORE_THE_PLAN_IS_STORED(11, new WorldMutants.ActsBeforeThePlanIsStored(), Fault.CRASH),
  /** Writes down that an image stays before it is stored that the job keeps it. */
  KEEPS_BEFORE_IT_IS_STORED(42, new WorldMutants.KeepsBeforeItIsStored(), Fault.CRASH),
  /** Relies on an image that others may delete. */
  CLAIMS_NOTHING(1, new WorldMutants.ClaimsNothing()),
  /** Cleans up at once, and not a second time after whoever stalled is through. */
  SWEEPS_ONCE(2_159, new WorldMutants.SweepsOnce(), Fault.STALL);

  private final long caughtAt;
  private final Wiring wiring;
  private final Set<Fault> weather;

  /**
   * A mistake.
   *
   * @param caughtAt the first seed that notices it; moves with every change of the universes
   * @param weather faults without which it does no harm
   */
  Mutant(long caughtAt, Wiring wiring, Fault... weather) {
    this.caughtAt = caughtAt;
    this.wiring = wiring;
    this.weather = Set.of(weather);
  }

  long caughtAt() {
    return caughtAt;
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
