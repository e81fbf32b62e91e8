package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.job.Job;
import java.util.Optional;

/** Another store, for a mutant to change one method of it. */
class StoreAround implements JobStore {
  private final JobStore store;

  StoreAround(JobStore store) {
    this.store = store;
  }

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
    return store.replace(old, next);
  }
}
