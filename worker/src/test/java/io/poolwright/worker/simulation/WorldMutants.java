package io.poolwright.worker.simulation;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.engine.World;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState.ClaimingImage;
import io.poolwright.worker.job.JobState.CopyingImage;
import io.poolwright.worker.job.JobState.CreatingPool;
import io.poolwright.worker.job.JobState.KeepingImage;
import io.poolwright.worker.job.JobState.Succeeded;
import io.poolwright.worker.job.Observation;
import io.poolwright.worker.job.Policies;
import io.poolwright.worker.steps.ImageLedgers;
import java.time.Duration;
import java.time.Instant;

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
}
