package io.poolwright.worker.app;

import com.azure.core.credential.TokenCredential;
import io.poolwright.worker.azure.Credentials;
import io.poolwright.worker.blob.JobRecords;
import io.poolwright.worker.blob.StorageAccount;
import io.poolwright.worker.blob.StorageClients;
import io.poolwright.worker.blob.StorageHttp;
import io.poolwright.worker.blob.StorageSettings;
import io.poolwright.worker.config.DeskSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Opens the job documents for commands that look at jobs. */
public final class Records {
  /** Somebody waits at the keyboard. */
  private static final Duration ANSWER = Duration.ofSeconds(8);

  private Records() {}

  /** The documents in the container {@code jobs}, with the keys or the identity of {@code desk}. */
  public static JobRecords open(URI jobs, DeskSettings desk) {
    Optional<TokenCredential> identity = Credentials.of(Wiring.azure(desk.arm()));
    StorageAccount account = Wiring.account(Wiring.endpointOf(jobs), desk.accountKeys(), identity);
    var settings =
        new StorageSettings(jobs, "", List.of(account), null, StorageSettings.Copying.DEFAULT);
    return new JobRecords(
        new StorageClients(settings, StorageHttp.newClient(ANSWER), Wiring.newClock()));
  }
}
