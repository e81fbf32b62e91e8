package io.poolwright.worker.engine;

import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Decision;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Moment;
import io.poolwright.worker.job.Observation;
import io.poolwright.worker.job.Policies;
import io.poolwright.worker.job.TransitionTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a job as far as one delivery can: look and act by the table until it says to pause. */
public final class Advance {
  private static final Logger LOG = LoggerFactory.getLogger(Advance.class);

  private static final Decision.Pause AT_ONCE =
      new Decision.Pause(Duration.ZERO, List.of(), false, null);

  private final World world;
  private final TransitionTable table;
  private final Policies policies;
  private final Pace pace;
  private final Clock clock;
  private final DoubleSupplier chance;

  /**
   * Needs the world and the rules.
   *
   * @param chance numbers in [0, 1), for jitter
   */
  public Advance(
      World world,
      TransitionTable table,
      Policies policies,
      Pace pace,
      Clock clock,
      DoubleSupplier chance) {
    this.world = world;
    this.table = table;
    this.policies = policies;
    this.pace = pace;
    this.clock = clock;
    this.chance = chance;
  }

  /** A job that no document holds yet is only looked at: nothing is done that is not recorded. */
  Job unstored(Job job) {
    Decision decision = decide(job, look(job));
    Job next = apply(job, decision);
    return next.isFinal() || decision instanceof Decision.Pause
        ? next
        : next.resting(AT_ONCE, now());
  }

  /**
   * How far a job came.
   *
   * @param hasMore whether it goes on as soon as it is stored; else it is final, or rests until its
   *     next wake-up
   */
  record Reached(Job job, boolean hasMore) {}

  /** Takes a stored job on, up to where it ends, rests, or has to be stored before it acts. */
  Reached stored(Job job, Delivery delivery) {
    Job current = job;
    boolean mayAct = true;
    Observation seen = look(current);
    while (true) {
      Decision decision = decide(current, seen);
      if (decision instanceof Decision.Perform perform) {
        if (!mayAct) {
          return new Reached(current.resting(AT_ONCE, now()), true);
        }
        seen = act(current, perform.action(), delivery);
        continue;
      }
      current = apply(current, decision);
      if (current.isFinal() || decision instanceof Decision.Pause) {
        return new Reached(current, false);
      }
      mayAct &= !current.state().isCommitment();
      seen = look(current);
    }
  }

  private Job apply(Job job, Decision decision) {
    if (decision instanceof Decision.Move move) {
      return job.telling(move.tell(), now()).movedTo(move.next(), now());
    }
    return decision instanceof Decision.Pause pause ? job.resting(pause, now()) : job;
  }

  private Decision decide(Job job, Observation seen) {
    return table.decide(seen, new Moment(job, now(), chance.getAsDouble(), policies));
  }

  private Observation look(Job job) {
    if (!job.state().isEnding()) {
      if (job.course().cancelRequested()) {
        return new Observation.CancelAsked();
      }
      if (!now().isBefore(job.admission().deadline())) {
        return new Observation.DeadlinePassed();
      }
    }
    return observed(job, () -> world.look(job));
  }

  private Observation act(Job job, Action action, Delivery delivery) {
    var hold = new Held(delivery, now().plus(pace.slice()));
    hold.require();
    return observed(job, () -> world.act(job, action, hold));
  }

  /** The lock of a delivery, in which the time of one call is kept in reserve. */
  private final class Held implements Hold {
    private final Delivery delivery;
    private final Instant sliceEnd;

    private Held(Delivery delivery, Instant sliceEnd) {
      this.delivery = delivery;
      this.sliceEnd = sliceEnd;
    }

    private Instant lastStart() {
      return delivery.lockedUntil().minus(pace.callTimeout());
    }

    @Override
    public Instant until() {
      return sliceEnd.isBefore(lastStart()) ? sliceEnd : lastStart();
    }

    @Override
    public void require() {
      if (!now().isBefore(lastStart())) {
        throw new LockTooShort();
      }
    }
  }

  /** Every failure is an observation; a defect of ours counts as one that may pass. */
  private static Observation observed(Job job, Supplier<Observation> call) {
    try {
      return call.get();
    } catch (CallFailed e) {
      return new Observation.Trouble(e.failure());
    } catch (LockTooShort e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("{} met a defect in {}", job.id(), job.state().step(), e);
      return new Observation.Trouble(
          Failure.passing("InternalError", "The worker met a defect; its log says more."));
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
