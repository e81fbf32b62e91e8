package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.util.Optional;

/** The store as one worker reaches it. */
final class StoreLink implements JobStore {
  private final Wire wire;
  private final SimStore store;

  StoreLink(Wire wire, SimStore store) {
    this.wire = wire;
    this.store = store;
  }

  @Override
  public Optional<Stored> load(JobId id) {
    return wire.call(Port.STORE, "load", () -> store.load(id));
  }

  @Override
  public Optional<Stored> create(Job job) {
    Optional<Stored> created = wire.call(Port.STORE, "create", () -> store.create(job));
    if (created.isEmpty()) {
      wire.around().tally().count(Branch.FOUND_A_DOCUMENT);
    }
    return created;
  }

  @Override
  public Optional<Stored> replace(Stored old, Job next) {
    Optional<Stored> saved = wire.call(Port.STORE, "replace", () -> store.replace(old, next));
    if (saved.isEmpty()) {
      wire.around().tally().count(Branch.LOST_A_SAVE);
    } else if (old.job().state() instanceof JobState.Rejected) {
      wire.around().tally().count(Branch.CORRECTED_REQUEST);
    }
    return saved;
  }
}
