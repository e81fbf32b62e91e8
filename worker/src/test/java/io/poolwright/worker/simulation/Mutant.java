package io.poolwright.worker.simulation;

import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.engine.Delivery;
import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.engine.Settlement;
import io.poolwright.worker.engine.Wakeup;
import io.poolwright.worker.engine.WakeupCodec;
import io.poolwright.worker.engine.Wakeups;
import io.poolwright.worker.engine.World;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Decision;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Observation;
import io.poolwright.worker.job.TransitionTable;
import io.poolwright.worker.job.WatchedTable;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** A worker with one mistake, each of which the simulation must notice. */
enum Mutant implements Wiring {
  /** Takes a wake-up that the document has moved past for done. */
  DROPS_STALE_WAKEUPS {
    @Override
    public Handler onWakeup(Handler handler, Bench bench) {
      return delivery ->
          isStale(delivery, bench) ? new Settlement.Complete() : handler.handle(delivery);
    }
  },

  /** Lets go of a message before the next one is there. */
  COMPLETES_BEFORE_IT_SCHEDULES {
    @Override
    public Wakeups wakeups(Wakeups wakeups, Bench bench) {
      return (wakeup, at) -> {
        bench.hands().completeNow();
        wakeups.schedule(wakeup, at);
      };
    }
  },

  /** Gives the pool a name of its own. */
  INVENTS_POOL_NAMES {
    @Override
    public World world(World steps, Bench bench) {
      return new WorldAround(steps) {
        @Override
        public Observation act(Job job, Action action, Instant until) {
          boolean creates = action == Action.CREATE_POOL;
          return super.act(creates ? renamed(job, bench.chance()) : job, action, until);
        }
      };
    }
  },

  /** Tells what happened before it is stored. */
  PUBLISHES_BEFORE_IT_SAVES {
    @Override
    public JobStore store(JobStore store, Bench bench) {
      return new StoreAround(store) {
        @Override
        public Optional<Stored> replace(Stored old, Job next) {
          next.outbox().unpublished().forEach(bench.topic()::publish);
          return super.replace(old, next);
        }
      };
    }
  },

  /** Overwrites what somebody else has saved. */
  IGNORES_THE_ETAG {
    @Override
    public JobStore store(JobStore store, Bench bench) {
      return new StoreAround(store) {
        @Override
        public Optional<Stored> replace(Stored old, Job next) {
          return super.replace(bench.store().load(next.id()).orElse(old), next);
        }
      };
    }
  },

  /** Cleans up once, at once. */
  SWEEPS_ONCE {
    @Override
    public TransitionTable table(TransitionTable table) {
      return WatchedTable.of(
          table,
          (key, seen, moment) ->
              moment.job().state() instanceof JobState.RollingBack back
                      && seen instanceof Observation.NothingLeft
                  ? new Decision.Move(back.outcome())
                  : table.decide(seen, moment));
    }
  },

  /** Begins to copy before any document holds the plan. */
  ACTS_BEFORE_THE_PLAN_IS_STORED {
    @Override
    public World world(World steps, Bench bench) {
      return new WorldAround(steps) {
        @Override
        public Observation look(Job job) {
          Observation seen = super.look(job);
          if (seen instanceof Observation.RequestFits fits) {
            Job copying =
                job.movedTo(new JobState.CopyingImage(fits.plan()), job.course().stepSince());
            super.act(copying, Action.BEGIN_COPY, Instant.MAX);
          }
          return seen;
        }
      };
    }
  },

  /** Writes to Azure however little is left of its lock. */
  TRUSTS_ITS_LOCK {
    @Override
    public Handler onWakeup(Handler handler, Bench bench) {
      return delivery -> handler.handle(new Endless(delivery));
    }
  },

  /** Takes every wake-up for the one that the document has asked for. */
  TRUSTS_EVERY_WAKEUP {
    @Override
    public Handler onWakeup(Handler handler, Bench bench) {
      return delivery -> handler.handle(new Current(delivery, bench.store()));
    }
  },

  /** Numbers its documents 1, 2, 3, so that outsiders know the next wake-up before it is sent. */
  COUNTS_ITS_REVISIONS {
    @Override
    public DoubleSupplier unguessable(DoubleSupplier chance) {
      return () -> 0;
    }
  };

  /** Weather without which this mistake seldom shows. */
  Set<Fault> weather() {
    return Set.of();
  }

  private static boolean isStale(Delivery delivery, Bench bench) {
    return wakeup(delivery)
        .flatMap(wakeup -> bench.store().load(wakeup.jobId()).map(s -> !asked(s.job(), wakeup)))
        .orElse(false);
  }

  private static boolean asked(Job job, Wakeup wakeup) {
    return job.course().revision() == wakeup.revision();
  }

  private static Optional<Wakeup> wakeup(Delivery delivery) {
    return WakeupCodec.decode(delivery.body()) instanceof WakeupCodec.Decoded.Valid valid
        ? Optional.of(valid.wakeup())
        : Optional.empty();
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

  /** A delivery whose lock never ends, or so it says. */
  private record Endless(Delivery real) implements Delivery {
    @Override
    public byte[] body() {
      return real.body();
    }

    @Override
    public long deliveryCount() {
      return real.deliveryCount();
    }

    @Override
    public Instant lockedUntil() {
      return Instant.MAX;
    }
  }

  /** A delivery of the wake-up that the stored document asks for, whichever it really is. */
  private record Current(Delivery real, SimStore store) implements Delivery {
    @Override
    public byte[] body() {
      return wakeup(real)
          .flatMap(wakeup -> store.load(wakeup.jobId()))
          .map(stored -> new Wakeup(stored.job().id(), stored.job().course().revision()))
          .map(WakeupCodec::encode)
          .orElseGet(real::body);
    }

    @Override
    public long deliveryCount() {
      return real.deliveryCount();
    }

    @Override
    public Instant lockedUntil() {
      return real.lockedUntil();
    }
  }
}
