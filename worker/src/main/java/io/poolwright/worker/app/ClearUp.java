package io.poolwright.worker.app;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.arm.ArmClient;
import io.poolwright.worker.arm.MarkedVersions;
import io.poolwright.worker.azure.ArmPipeline;
import io.poolwright.worker.azure.Credentials;
import io.poolwright.worker.azure.RateLimits;
import io.poolwright.worker.blob.BlobImageLedgers;
import io.poolwright.worker.blob.JobRecords;
import io.poolwright.worker.blob.MarkedBlobs;
import io.poolwright.worker.blob.StorageClients;
import io.poolwright.worker.blob.StorageHttp;
import io.poolwright.worker.config.Settings;
import io.poolwright.worker.inventory.Clearance;
import io.poolwright.worker.inventory.Marked;
import io.poolwright.worker.inventory.Orphans;
import io.poolwright.worker.inventory.Places;
import io.poolwright.worker.inventory.Stock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens what finds orphans and deletes them, with the identity of whoever runs it. */
public record ClearUp(Orphans orphans, Clearance clearance) {
  /** Somebody waits at the keyboard. */
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** Looks where workers with these settings work, and where {@code places} are. */
  public static ClearUp of(Settings settings, Places places) {
    var clock = Wiring.newClock();
    var wiring = new Wiring(settings);
    Optional<TokenCredential> identity = Credentials.of(wiring.azure());
    HttpPipeline pipeline = ArmPipeline.build(wiring.azure(), identity, new RateLimits());
    var arm = new ArmClient(pipeline, wiring.azure(), clock);
    var storage =
        new StorageClients(wiring.storage(identity), StorageHttp.newClient(ANSWER), clock);
    var ledgers = new BlobImageLedgers(storage, UUID::randomUUID);
    var blobs = new MarkedBlobs(storage, ledgers, wiring.premises().stagings());
    var stock = new Both(new MarkedVersions(pipeline, wiring.azure(), clock), blobs);
    var documents = new JobRecords(storage);
    var orphans = new Orphans(arm, stock, ledgers, documents::find, places);
    var self = new JobId("orphans-" + UUID.randomUUID());
    return new ClearUp(
        orphans, new Clearance(orphans, arm, ledgers, blobs::delete, self, ClearUp::pause));
  }

  /** ARM's and storage's parts of the stock. */
  private record Both(MarkedVersions inGalleries, MarkedBlobs inStorage) implements Stock {
    @Override
    public List<Marked> versions(ArmId definition) {
      return inGalleries.of(definition);
    }

    @Override
    public List<Marked> blobs() {
      return inStorage.staged();
    }

    @Override
    public List<Marked> claims() {
      return inStorage.claims();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a version is being deleted", e);
    }
  }
}
