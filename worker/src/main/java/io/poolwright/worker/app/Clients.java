package io.poolwright.worker.app;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import io.poolwright.worker.arm.ArmClient;
import io.poolwright.worker.azure.ArmPipeline;
import io.poolwright.worker.azure.Credentials;
import io.poolwright.worker.azure.RateLimits;
import io.poolwright.worker.blob.StorageAccount;
import io.poolwright.worker.blob.StorageClients;
import io.poolwright.worker.blob.StorageHttp;
import io.poolwright.worker.blob.StorageSettings;
import io.poolwright.worker.blob.StoreClock;
import io.poolwright.worker.config.DeskSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** ARM and storage, as one process reaches them with its identity, and the time that they share. */
record Clients(
    Optional<TokenCredential> identity,
    HttpPipeline pipeline,
    ArmClient arm,
    StorageClients storage,
    StoreClock clock) {
  /** For who sits at the keyboard and waits. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * Opens them; nothing is called yet.
   *
   * @param answer how long storage may take for one
   */
  static Clients open(Wiring wiring, Duration answer) {
    StoreClock clock = Wiring.newClock();
    Optional<TokenCredential> identity = Credentials.of(wiring.azure());
    HttpPipeline pipeline = ArmPipeline.build(wiring.azure(), identity, new RateLimits());
    return new Clients(
        identity,
        pipeline,
        new ArmClient(pipeline, wiring.azure(), clock),
        new StorageClients(wiring.storage(identity), StorageHttp.newClient(answer), clock),
        clock);
  }

  /**
   * Storage for who works with one container, with the key of its account or his own identity.
   *
   * @param answer how long it may take for one
   */
  static StorageClients storage(URI container, URI endpoint, DeskSettings desk, Duration answer) {
    Optional<TokenCredential> identity = Credentials.of(Wiring.azure(desk.arm()));
    StorageAccount account = Wiring.account(endpoint, desk.accountKeys(), identity);
    var settings =
        new StorageSettings(container, "", List.of(account), null, StorageSettings.Copying.DEFAULT);
    return new StorageClients(settings, StorageHttp.newClient(answer), Wiring.newClock());
  }
}
