package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.blob.StoreClock;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The store as one worker reaches it. */
final class StoreLink implements JobStore {
  private final Wire wire;
  private final SimStore store;
  private final StoreClock clock;

  StoreLink(Wire wire, SimStore store, StoreClock clock) {
    this.wire = wire;
    this.store = store;
    this.clock = clock;
  }

  /** What the store answers, with the time at which it did, in whole seconds. */
  record Dated<T>(T value, Instant date) {}

  @Override
  public Optional<Stored> load(JobId id) {
    return call("load", () -> store.load(id));
  }

  @Override
  public Optional<Stored> create(Job job) {
    Optional<Stored> created = call("create", () -> store.create(job));
    if (created.isEmpty()) {
      wire.around().tally().count(Branch.FOUND_A_DOCUMENT);
    }
    return created;
  }

  @Override
  public Optional<Stored> replace(Stored old, Job next) {
    Optional<Stored> saved = call("replace", () -> store.replace(old, next));
    if (saved.isEmpty()) {
      wire.around().tally().count(Branch.LOST_A_SAVE);
    } else if (old.job().state() instanceof JobState.Rejected) {
      wire.around().tally().count(Branch.CORRECTED_REQUEST);
    }
    return saved;
  }

  private <T> T call(String name, Supplier<T> effect) {
    long askedAt = clock.counter();
    Dated<T> answer =
        wire.call(Port.STORE, name, () -> new Dated<>(effect.get(), wire.around().date()));
    Instant before = clock.instant();
    clock.heard(answer.date(), askedAt);
    if (Duration.between(before, clock.instant()).abs().toMinutes() > 0) {
      wire.around().tally().count(Branch.CLOCK_SET_RIGHT);
    }
    return answer.value();
  }
}
