package io.poolwright.worker.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.engine.World;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Decision;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState.ClaimingImage;
import io.poolwright.worker.job.JobState.CopyingImage;
import io.poolwright.worker.job.JobState.CreatingPool;
import io.poolwright.worker.job.JobState.KeepingImage;
import io.poolwright.worker.job.JobState.RollingBack;
import io.poolwright.worker.job.JobState.Succeeded;
import io.poolwright.worker.job.Moment;
import io.poolwright.worker.job.Observation;
import io.poolwright.worker.job.Policies;
import io.poolwright.worker.job.TransitionTable;
import io.poolwright.worker.job.WatchedTable;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.ImageLedgers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Mistakes in what is done to Azure; {@link Mutant} says what each is. */
final class WorldMutants {
  private WorldMutants() {}

  /** A world as it is, but for what a mutant does otherwise. */
  private abstract static class Altered implements World {
    private final World real;

    Altered(World real) {
      this.real = real;
    }

    @Override
    public Observation look(Job job) {
      return real.look(job);
    }

    @Override
    public Observation act(Job job, Action action, Hold hold) {
      return real.act(job, action, hold);
    }
  }

  static final class InventsPoolNames implements Wiring {
    @Override
    public World world(World steps, Bench bench) {
      return new Altered(steps) {
        @Override
        public Observation act(Job job, Action action, Hold hold) {
          boolean creates = action == Action.CREATE_POOL;
          return steps.act(creates ? renamed(job, bench.chance()) : job, action, hold);
        }
      };
    }

    private static Job renamed(Job job, Chance chance) {
      ProvisionRequest asked = job.request();
      String name = asked.pool().id().name() + "-" + chance.between(1, 1_000_000);
      var request =
          new ProvisionRequest(
              asked.jobId(),
              asked.image(),
              new PoolRequest(Names.pool(name), asked.pool().properties()),
              asked.deadline(),
              asked.onFailure());
      return new Job(
          request, job.admission(), job.state(), job.course(), job.outbox(), job.timeline());
    }
  }

  static final class ActsBeforeThePlanIsStored implements Wiring {
    @Override
    public World world(World steps, Bench bench) {
      return new Altered(steps) {
        @Override
        public Observation look(Job job) {
          Observation seen = steps.look(job);
          if (seen instanceof Observation.RequestFits fits
              && fits.plan() instanceof ImagePlan.OfVhd) {
            Instant now = job.course().stepSince();
            Job claiming = job.movedTo(new ClaimingImage(fits.plan(), false), now);
            Job copying = job.movedTo(new CopyingImage(fits.plan()), now);
            steps.act(claiming, Action.CLAIM_IMAGE, Mistaken.FOR_EVER);
            steps.act(copying, Action.BEGIN_COPY, Mistaken.FOR_EVER);
          }
          return seen;
        }
      };
    }
  }

  static final class LooksAtItsLockOnce implements Wiring {
    @Override
    public World world(World steps, Bench bench) {
      return new Altered(steps) {
        @Override
        public Observation act(Job job, Action action, Hold hold) {
          return steps.act(job, action, Mistaken.lookedAtOnce(hold));
        }
      };
    }
  }

  static final class KeepsBeforeItIsStored implements Wiring {
    @Override
    public World world(World steps, Bench bench) {
      return new Altered(steps) {
        @Override
        public Observation look(Job job) {
          Observation seen = steps.look(job);
          if (seen instanceof Observation.PoolSteady
              && job.state() instanceof CreatingPool creating) {
            Job keeping = job.movedTo(keeping(job, creating.plan()), job.course().stepSince());
            steps.act(keeping, Action.KEEP_IMAGE, Mistaken.FOR_EVER);
          }
          return seen;
        }
      };
    }
  }

  private static KeepingImage keeping(Job job, ImagePlan plan) {
    var told = new EventData.Succeeded(job.request().pool().id(), plan.reference(), null);
    return new KeepingImage(plan, new Succeeded(plan, told));
  }

  static final class ClaimsNothing implements Wiring {
    @Override
    public ImageLedgers ledgers(ImageLedgers ledgers, Bench bench) {
      return new ImageLedgers() {
        @Override
        public Stored load(String image) {
          return Stored.NONE;
        }

        @Override
        public boolean replace(String image, Stored old, ImageLedger next) {
          return true;
        }
      };
    }
  }

  static final class SweepsOnce implements Wiring {
    @Override
    public Policies policies(Policies policies) {
      return new Policies(
          policies.backoff(),
          policies.polling(),
          policies.quotaPause(),
          Duration.ZERO,
          policies.stalledAfter());
    }
  }

  static final class SweepsWheneverItWakes implements Wiring {
    @Override
    public TransitionTable table(TransitionTable table) {
      return inTime(table, job -> job.state() instanceof RollingBack);
    }
  }

  static final class ResizesWhatItHasNotSeen implements Wiring {
    @Override
    public Arm arm(Wire wire, SimCloud cloud) {
      return new SimArm(wire, cloud) {
        @Override
        public boolean resizePool(
            ArmId pool, ObjectNode scaleSettings, String etag, @Nullable String apiVersion) {
          return super.resizePool(pool, scaleSettings, SimPools.ANY, apiVersion);
        }
      };
    }
  }

  static final class DropsTheCopyAtOnce implements Wiring {
    @Override
    public TransitionTable table(TransitionTable table) {
      return WatchedTable.of(
          table,
          (key, seen, moment) ->
              seen instanceof Observation.ClaimHeld && moment.job().state() instanceof KeepingImage
                  ? new Decision.Perform(Action.KEEP_IMAGE)
                  : table.decide(seen, moment));
    }
  }

  static final class KeepsAtOnce implements Wiring {
    @Override
    public TransitionTable table(TransitionTable table) {
      return inTime(
          WatchedTable.of(table, (key, seen, moment) -> table.decide(seen, sweptOnce(moment))),
          WorldMutants::keeps);
    }

    private static Moment sweptOnce(Moment moment) {
      Job job = moment.job();
      return keeps(job) && job.state() instanceof RollingBack back
          ? with(
              moment, job.movedTo(new RollingBack(back.plan(), back.outcome(), true), moment.now()))
          : moment;
    }
  }

  private static boolean keeps(Job job) {
    return job.request().onFailure() == OnFailure.KEEP;
  }

  /** Decides about some jobs as if the time had come that they asked for. */
  private static TransitionTable inTime(TransitionTable table, Predicate<Job> some) {
    return WatchedTable.of(
        table,
        (key, seen, moment) -> {
          Instant asked = moment.job().course().wakeAt();
          boolean early = some.test(moment.job()) && moment.now().isBefore(asked);
          return table.decide(seen, early ? at(asked, moment) : moment);
        });
  }

  private static Moment at(Instant time, Moment moment) {
    return new Moment(moment.job(), time, moment.jitter(), moment.policies());
  }

  private static Moment with(Moment moment, Job job) {
    return new Moment(job, moment.now(), moment.jitter(), moment.policies());
  }
}
