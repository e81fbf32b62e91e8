package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.engine.JobStore.Stored;
import io.poolwright.worker.engine.Wakeups;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Outbox;
import io.poolwright.worker.steps.ImageLedgers;
import java.time.Clock;
import java.util.Optional;

/** Mistakes around a save; {@link Mutant} says what each is. */
final class StoreMutants {
  private StoreMutants() {}

  /** How a mutant replaces a document. */
  private interface Replacement {
    Optional<Stored> replace(JobStore store, Stored old, Job next);
  }

  private static JobStore around(JobStore store, Replacement instead) {
    return new JobStore() {
      @Override
      public Optional<Stored> load(JobId id) {
        return store.load(id);
      }

      @Override
      public Optional<Stored> create(Job job) {
        return store.create(job);
      }

      @Override
      public Optional<Stored> replace(Stored old, Job next) {
        return instead.replace(store, old, next);
      }
    };
  }

  static final class IgnoresTheEtag implements Wiring {
    @Override
    public JobStore store(JobStore jobs, Bench bench) {
      return around(
          jobs,
          (store, old, next) -> store.replace(bench.store().load(next.id()).orElse(old), next));
    }
  }

  static final class PublishesBeforeItSaves implements Wiring {
    @Override
    public JobStore store(JobStore jobs, Bench bench) {
      return around(
          jobs,
          (store, old, next) -> {
            next.outbox().unpublished().forEach(bench.topic()::publish);
            return store.replace(old, next);
          });
    }
  }

  static final class ForgetsACancellation implements Wiring {
    @Override
    public JobStore store(JobStore jobs, Bench bench) {
      return around(
          jobs,
          (store, old, next) -> {
            Optional<Stored> saved = store.replace(old, next);
            boolean cancels =
                next.course().cancelRequested() && !old.job().course().cancelRequested();
            return cancels && saved.isEmpty() ? store.load(next.id()) : saved;
          });
    }
  }

  static final class ForgetsARejection implements Wiring {
    @Override
    public JobStore store(JobStore jobs, Bench bench) {
      return around(
          jobs,
          (store, old, next) -> {
            boolean corrected = old.job().state() instanceof JobState.Rejected;
            return store.replace(old, corrected ? withoutNewsOf(old.job(), next) : next);
          });
    }

    private static Job withoutNewsOf(Job before, Job next) {
      Outbox all = next.outbox();
      var news =
          all.unpublished().stream()
              .filter(event -> event.sequence() > before.outbox().lastSequence())
              .toList();
      var outbox = new Outbox(all.lastSequence(), news, all.lastWait(), all.lastProgress());
      return new Job(
          next.request(), next.admission(), next.state(), next.course(), outbox, next.timeline());
    }
  }

  static final class WakesNobodyForACorrection implements Wiring {
    @Override
    public Wakeups wakeups(Wakeups wakeups, Bench bench) {
      return (wakeup, at) -> {
        boolean corrects =
            bench
                .store()
                .load(wakeup.jobId())
                .filter(stored -> stored.job().state() instanceof JobState.Rejected)
                .isPresent();
        if (!corrects) {
          wakeups.schedule(wakeup, at);
        }
      };
    }
  }

  static final class IgnoresTheLedgersEtag implements Wiring {
    @Override
    public ImageLedgers ledgers(ImageLedgers ledgers, Bench bench) {
      return new ImageLedgers() {
        @Override
        public ImageLedgers.Stored load(String image) {
          return ledgers.load(image);
        }

        @Override
        public boolean replace(String image, ImageLedgers.Stored old, ImageLedger next) {
          return ledgers.replace(image, bench.ledgers().load(image), next);
        }
      };
    }
  }

  static final class TrustsItsOwnClock implements Wiring {
    @Override
    public Clock clock(Clock ofTheStore, Clock ofTheMachine) {
      return ofTheMachine;
    }
  }
}
