package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.job.Job;
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
    return wire.call(Port.STORE, "create", () -> store.create(job));
  }

  @Override
  public Optional<Stored> replace(Stored old, Job next) {
    Optional<Stored> saved =
        wire.call(
            Port.STORE, "replace " + next.course().revision(), () -> store.replace(old, next));
    if (saved.isEmpty()) {
      wire.around().tally().count("branch: lost a compare-and-set, adopts");
    }
    return saved;
  }
}
