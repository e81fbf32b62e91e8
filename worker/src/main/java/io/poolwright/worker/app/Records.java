package io.poolwright.worker.app;

import io.poolwright.worker.blob.JobRecords;
import io.poolwright.worker.config.DeskSettings;
import java.net.URI;
import java.time.Duration;

/** Opens the job documents for commands that look at jobs. */
public final class Records {
  /** Somebody waits at the keyboard. */
  private static final Duration ANSWER = Duration.ofSeconds(8);

  private Records() {}

  /** The documents in the container {@code jobs}, with the keys or the identity of {@code desk}. */
  public static JobRecords open(URI jobs, DeskSettings desk) {
    return new JobRecords(Clients.storage(jobs, Wiring.endpointOf(jobs), desk, ANSWER));
  }
}
