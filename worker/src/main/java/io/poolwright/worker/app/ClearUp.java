package io.poolwright.worker.app;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.arm.MarkedVersions;
import io.poolwright.worker.blob.BlobImageLedgers;
import io.poolwright.worker.blob.JobRecords;
import io.poolwright.worker.blob.MarkedBlobs;
import io.poolwright.worker.config.Settings;
import io.poolwright.worker.inventory.Clearance;
import io.poolwright.worker.inventory.Marked;
import io.poolwright.worker.inventory.Orphans;
import io.poolwright.worker.inventory.Places;
import io.poolwright.worker.inventory.Stock;
import java.util.List;
import java.util.UUID;

/** Opens what finds orphans and deletes them, with the identity of whoever runs it. */
public record ClearUp(Orphans orphans, Clearance clearance) {
  /** Looks where workers with these settings work, and where {@code places} are. */
  public static ClearUp of(Settings settings, Places places) {
    var wiring = new Wiring(settings);
    Clients azure = Clients.open(wiring, Clients.PATIENCE);
    var ledgers = new BlobImageLedgers(azure.storage(), UUID::randomUUID);
    var blobs = new MarkedBlobs(azure.storage(), ledgers, wiring.premises().stagings());
    var versions = new MarkedVersions(azure.pipeline(), wiring.azure(), azure.clock());
    var documents = new JobRecords(azure.storage());
    var stock = new Both(versions, blobs);
    var orphans = new Orphans(azure.arm(), stock, ledgers, documents::find, places);
    var self = new JobId("orphans-" + UUID.randomUUID());
    return new ClearUp(orphans, new Clearance(orphans, azure.arm(), ledgers, blobs::delete, self));
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
}
