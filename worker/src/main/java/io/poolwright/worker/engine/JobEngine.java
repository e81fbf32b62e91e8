package io.poolwright.worker.engine;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.JobStore.Stored;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Job;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves jobs on, one delivery at a time: look, decide, act, then <em>save, publish, schedule,
 * complete</em>, in this order, so that a crash anywhere leaves a message that repairs it.
 *
 * <p>A delivery that comes late, early or twice does no harm: what counts is the stored document.
 */
public final class JobEngine {
  private static final Logger LOG = LoggerFactory.getLogger(JobEngine.class);

  /** A forged wake-up hits once in so many; and so many saves fit that no job lives to see more. */
  private static final long WIDEST_STEP = 1L << 32;

  private final JobStore store;
  private final Events events;
  private final Wakeups wakeups;
  private final Advance advance;
  private final DoubleSupplier unguessable;

  /**
   * Needs its ports and the rules.
   *
   * @param unguessable numbers in [0, 1), from a source that outsiders cannot follow
   */
  public JobEngine(
      JobStore store, Events events, Wakeups wakeups, Advance advance, DoubleSupplier unguessable) {
    this.store = store;
    this.events = events;
    this.wakeups = wakeups;
    this.advance = advance;
    this.unguessable = unguessable;
  }

  /** Handles a message of the wake-up queue. */
  public Settlement onWakeup(Delivery delivery) {
    WakeupCodec.Decoded decoded = WakeupCodec.decode(delivery.body());
    if (decoded instanceof WakeupCodec.Decoded.Malformed malformed) {
      return new Settlement.DeadLetter("NotAWakeup", malformed.why());
    }
    Wakeup wakeup = ((WakeupCodec.Decoded.Valid) decoded).wakeup();
    return repairable(
        wakeup.jobId(),
        () -> {
          Optional<Stored> stored = store.load(wakeup.jobId());
          return stored.isEmpty()
              ? new Settlement.DeadLetter("JobNotFound", "No job of this id is stored.")
              : awaken(stored.get(), wakeup, delivery);
        });
  }

  private Settlement awaken(Stored stored, Wakeup wakeup, Delivery delivery) {
    Job job = stored.job();
    if (job.isFinal() || job.course().revision() != wakeup.revision()) {
      return remind(stored);
    }
    // Nobody can guess a revision, and this wake-up was scheduled, by one of us, after everything
    // in the outbox was published.
    Stored current = stored;
    Advance.Reached reached = advance.stored(job.published(), delivery);
    while (reached.hasMore()) {
      Optional<Stored> saved = save(current, reached.job());
      if (saved.isEmpty()) {
        return remind(adopt(job.id()));
      }
      current = saved.get();
      reached = advance.stored(current.job(), delivery);
    }
    return remind(save(current, reached.job()).orElseGet(() -> adopt(job.id())));
  }

  /** Stores a job for the first time; empty if a document of its id is there. */
  Optional<Stored> create(Job job) {
    return store.create(revised(job));
  }

  /**
   * Stores what comes in the place of a rejected job, for which no wake-up is on its way.
   *
   * @param lockedUntil when the message in hand would come back
   * @return empty if somebody else has stored something meanwhile
   */
  Optional<Stored> supersede(Stored old, Job next, Instant lockedUntil) {
    // A broker may forget a lock, and another worker handle the message meanwhile. Then this
    // wake-up, which no document asks for, is all that is left to tell of the new one.
    wakeups.schedule(new Wakeup(next.id(), revised(next).course().revision()), lockedUntil);
    return save(old, next);
  }

  /** Stores a job's next document; empty if somebody else has stored one meanwhile. */
  Optional<Stored> save(Stored old, Job next) {
    if (!old.job().state().getClass().equals(next.state().getClass())) {
      LOG.info("{} {} -> {}", next.id(), name(old.job()), name(next));
    }
    return store.replace(old, revised(next));
  }

  /** Publishes what the document has to tell, and schedules the wake-up that it asks for. */
  Settlement remind(Stored stored) {
    Job job = stored.job();
    events.publish(job.outbox().unpublished());
    if (!job.isFinal()) {
      wakeups.schedule(new Wakeup(job.id(), job.course().revision()), job.course().wakeAt());
    }
    return new Settlement.Complete();
  }

  private Job revised(Job job) {
    return job.nextRevision(1 + (long) (unguessable.getAsDouble() * WIDEST_STEP));
  }

  private Stored adopt(JobId id) {
    return store
        .load(id)
        .orElseThrow(() -> new IllegalStateException("a stored job is gone: " + id));
  }

  /** Whatever goes wrong on the way gives the message back, and the next delivery repairs it. */
  static Settlement repairable(JobId id, Supplier<Settlement> work) {
    try {
      return work.get();
    } catch (CallFailed e) {
      if (e.failure().code().equals(JobStore.UNREADABLE)) {
        return new Settlement.DeadLetter(e.failure().code(), e.failure().detail());
      }
      LOG.warn("{} given back: {}", id, e.getMessage());
      return new Settlement.Abandon(e.failure().code());
    } catch (LockTooShort e) {
      LOG.info("{} given back: too little is left of its lock", id);
      return new Settlement.Abandon("LockTooShort");
    } catch (RuntimeException e) {
      LOG.error("{} given back after a defect", id, e);
      return new Settlement.Abandon("InternalError");
    }
  }

  private static String name(Job job) {
    return job.state().getClass().getSimpleName();
  }
}
