package io.poolwright.worker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.engine.JobStore.Stored;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Jobs;
import org.junit.jupiter.api.Test;

/** Documents of jobs, changed by compare-and-set. */
public abstract class JobStoreContract {
  /** A store that knows none of the jobs of this contract. */
  protected abstract JobStore store();

  @Test
  public void aJobThatNobodyHasStoredIsNotThere() {
    assertThat(store().load(new JobId("contract-nobody"))).isEmpty();
  }

  @Test
  public void aJobIsCreatedOnce() {
    JobStore store = store();
    Job job = Jobs.accepted("contract-created");
    Stored created = store.create(job).orElseThrow();
    assertThat(created.job()).isEqualTo(job);
    assertThat(store.load(job.id())).contains(created);

    assertThat(store.create(job.cancelling(Jobs.NOON))).isEmpty();
    assertThat(store.load(job.id())).contains(created);
  }

  @Test
  public void onlyWhoHasSeenTheLatestMayReplaceIt() {
    JobStore store = store();
    Job job = Jobs.accepted("contract-replaced");
    Stored first = store.create(job).orElseThrow();
    Stored second = store.replace(first, job.nextRevision(1)).orElseThrow();
    assertThat(second.etag()).isNotEqualTo(first.etag());
    assertThat(store.load(job.id())).contains(second);

    assertThat(store.replace(first, job.cancelling(Jobs.NOON))).isEmpty();
    assertThat(store.load(job.id())).contains(second);
  }
}
