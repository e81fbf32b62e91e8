package io.poolwright.worker.blob;

import com.azure.core.credential.TokenCredential;
import io.poolwright.worker.job.CopyEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where blobs are and how they are reached.
 *
 * @param jobs the container of the job documents, in one of {@code accounts}
 * @param jobsPrefix what their names begin with, for example {@code jobs/}; may be empty
 * @param accounts those of the job documents, of staged copies, and of sources in reach
 * @param identity for sources in any other account that come without a SAS; null to read them
 *     without credentials
 */
public record StorageSettings(
    URI jobs,
    String jobsPrefix,
    List<StorageAccount> accounts,
    @Nullable TokenCredential identity,
    Copying copying) {

  /**
   * How hard copying may work. Six requests in flight reach the limit of a page blob, 60 MiB/s.
   *
   * @param inFlightPerBlob at most, at once
   * @param inFlightPerWorker at most, at once, over all blobs; each takes a thread
   * @param tries how often in a row, with a pause between, nothing may get through before the slice
   *     fails
   * @param firstPause after a refusal that names no time; doubles until something gets through
   * @param lease 15 to 60 seconds; how long a blob stays taken after its worker died
   * @param engine null to choose for each blob
   * @param relaysPerWorker ranges that may be in the worker's memory at once, over all blobs; each
   *     takes a thread and up to 4 MiB
   */
  public record Copying(
      int inFlightPerBlob,
      int inFlightPerWorker,
      int tries,
      Duration firstPause,
      Duration lease,
      @Nullable CopyEngine engine,
      int relaysPerWorker) {
    public static final Copying DEFAULT =
        new Copying(6, 24, 5, Duration.ofMillis(500), Duration.ofSeconds(60), null, 4);
  }

  public StorageSettings {
    accounts = List.copyOf(accounts);
  }
}
