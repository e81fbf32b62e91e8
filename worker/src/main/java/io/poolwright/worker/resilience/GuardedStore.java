package io.poolwright.worker.resilience;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.job.Job;
import java.util.Optional;

/** The job store behind a breaker. Every job needs it, so nothing is taken in while it is open. */
public final class GuardedStore implements JobStore {
  static final String NAME = "jobs";

  private final JobStore store;
  private final Breakers breakers;

  public GuardedStore(JobStore store, Breakers breakers) {
    this.store = store;
    this.breakers = breakers;
  }

  /** Whether a call would be let through. */
  public boolean isReachable() {
    return breakers.state(NAME).filter(state -> !state.remaining().isZero()).isEmpty();
  }

  @Override
  public Optional<Stored> load(JobId id) {
    return breakers.call(NAME, () -> store.load(id));
  }

  @Override
  public Optional<Stored> create(Job job) {
    return breakers.call(NAME, () -> store.create(job));
  }

  @Override
  public Optional<Stored> replace(Stored old, Job next) {
    return breakers.call(NAME, () -> store.replace(old, next));
  }
}
