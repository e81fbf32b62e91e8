package io.poolwright.worker.blob;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.steps.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one job to write to a staged blob. Its id follows from the job's, so that a worker
 * which takes over from a dead one has the lease at once.
 */
final class CopyLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CopyLease.class);

  private final BlobLeaseClient client;
  private final Duration length;
  private Instant renewAt;

  private CopyLease(BlobLeaseClient client, Duration length, Instant now) {
    this.client = client;
    this.length = length;
    this.renewAt = now.plus(length.dividedBy(3));
  }

  /**
   * Takes the lease, also from an earlier run of the same job.
   *
   * @throws CopyStopped if another job has it, or there is no such blob
   */
  static CopyLease take(BlobClient blob, JobId job, Duration length, Instant now) {
    var client = new BlobLeaseClientBuilder().blobClient(blob).leaseId(id(job)).buildClient();
    try {
      client.acquireLease((int) length.toSeconds());
      return new CopyLease(client, length, now);
    } catch (RuntimeException e) {
      throw StagedFailures.of("leasing", blob, e);
    }
  }

  private static String id(JobId job) {
    byte[] name = ("poolwright/copy/" + job.value()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }

  /** What every write to the blob has to show. */
  BlobRequestConditions held() {
    return new BlobRequestConditions().setLeaseId(client.getLeaseId());
  }

  String id() {
    return client.getLeaseId();
  }

  /**
   * Renews the lease when a third of it has passed.
   *
   * @throws CopyStopped with {@link Slice.Busy} if it was lost
   */
  void renewIfDue(Instant now) {
    if (now.isBefore(renewAt)) {
      return;
    }
    try {
      client.renewLease();
      renewAt = now.plus(length.dividedBy(3));
    } catch (RuntimeException e) {
      throw StagedFailures.of("renewing the lease of", client.getResourceUrl(), e);
    }
  }

  /** Lets others in at once; if that fails, time does it. */
  @Override
  public void close() {
    try {
      client.releaseLease();
    } catch (RuntimeException e) {
      String why = StagedFailures.of("releasing", client.getResourceUrl(), e).getMessage();
      LOG.info("A copy lease runs out by itself: {}", why);
    }
  }
}
