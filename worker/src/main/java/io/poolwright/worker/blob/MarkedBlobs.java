package io.poolwright.worker.blob;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.inventory.Marked;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.steps.Marks;
import io.poolwright.worker.steps.Premises;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is marked in storage: staged blobs, and claims in ledgers. */
public final class MarkedBlobs {
  private static final ListBlobsOptions WITH_METADATA =
      new ListBlobsOptions().setDetails(new BlobListDetails().setRetrieveMetadata(true));
  private static final String SUFFIX = ".json";

  /** As staged blobs are called; what somebody copied from one has its metadata, too. */
  private static final Pattern STAGED = Pattern.compile("[0-9a-f]{32}\\.vhd");

  private final StorageClients clients;
  private final BlobImageLedgers ledgers;
  private final List<Premises.Staging> stagings;

  public MarkedBlobs(
      StorageClients clients, BlobImageLedgers ledgers, List<Premises.Staging> stagings) {
    this.clients = clients;
    this.ledgers = ledgers;
    this.stagings = List.copyOf(stagings);
  }

  /** Staged blobs of all regions. */
  public List<Marked> staged() {
    return stagings.stream().flatMap(staging -> staged(staging).stream()).toList();
  }

  private List<Marked> staged(Premises.Staging staging) {
    BlobContainerClient container = clients.own(staging.container());
    return StorageFailures.unlessAbsent(
            "listing " + BlobAddress.shown(staging.container()),
            () ->
                container.listBlobs(WITH_METADATA, null).stream()
                    .flatMap(item -> marked(staging, item))
                    .toList())
        .orElse(List.of());
  }

  private static Stream<Marked> marked(Premises.Staging staging, BlobItem item) {
    String job = StagedMark.of(Objects.requireNonNullElse(item.getMetadata(), Map.of())).job();
    if (job == null || !JobId.isValid(job) || !STAGED.matcher(item.getName()).matches()) {
      return Stream.empty();
    }
    return Stream.of(
        new Marked(
            Marked.Kind.BLOB,
            staging.container() + "/" + item.getName(),
            new JobId(job),
            Marks.ledger(staging.region(), item.getName()),
            changed(item)));
  }

  /** Deletes a staged blob as a roll-back does; one that is not there is fine. */
  public void delete(String address) {
    URI url = URI.create(address);
    BlobClient blob = clients.own(url, true);
    StorageFailures.unlessAbsent(
            "looking at the staged blob " + BlobAddress.shown(url), blob::getProperties)
        .ifPresent(found -> BlobVhds.delete(blob, found.getETag()));
  }

  /** Claims and condemnations of all images. */
  public List<Marked> claims() {
    String prefix = clients.settings().jobsPrefix() + BlobImageLedgers.FOLDER;
    var below = new ListBlobsOptions().setPrefix(prefix);
    return StorageFailures.unlessAbsent(
            "reading the ledgers of images",
            () ->
                clients.jobs().listBlobs(below, null).stream()
                    .filter(item -> item.getName().endsWith(SUFFIX))
                    .flatMap(item -> claims(item, prefix))
                    .toList())
        .orElse(List.of());
  }

  private Stream<Marked> claims(BlobItem item, String prefix) {
    String name = item.getName();
    String image = name.substring(prefix.length(), name.length() - SUFFIX.length());
    return holders(ledgers.load(image).ledger()).stream()
        .map(job -> new Marked(Marked.Kind.CLAIM, image, job, image, changed(item)));
  }

  private static Instant changed(BlobItem item) {
    return item.getProperties().getLastModified().toInstant();
  }

  private static Set<JobId> holders(ImageLedger ledger) {
    var holders = new LinkedHashSet<>(ledger.claims().keySet());
    if (ledger.condemnedBy() != null) {
      holders.add(ledger.condemnedBy());
    }
    return holders;
  }
}
