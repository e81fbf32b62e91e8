package io.poolwright.worker.blob;

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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

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
    var found = new ArrayList<Marked>();
    try {
      BlobContainerClient container = clients.own(staging.container());
      for (BlobItem item : container.listBlobs(WITH_METADATA, null)) {
        String job = StagedMark.of(Objects.requireNonNullElse(item.getMetadata(), Map.of())).job();
        if (job != null && JobId.isValid(job) && STAGED.matcher(item.getName()).matches()) {
          found.add(
              new Marked(
                  Marked.Kind.BLOB,
                  staging.container() + "/" + item.getName(),
                  new JobId(job),
                  Marks.ledger(staging.region(), item.getName()),
                  item.getProperties().getLastModified().toInstant()));
        }
      }
    } catch (RuntimeException e) {
      if (!StorageFailures.isAbsent(e)) {
        throw StorageFailures.of("listing " + BlobAddress.shown(staging.container()), e);
      }
    }
    return found;
  }

  /** Deletes a staged blob; one that is not there is fine. */
  public void delete(String address) {
    URI blob = URI.create(address);
    try {
      clients.own(blob, true).deleteIfExists();
    } catch (RuntimeException e) {
      throw StorageFailures.of("deleting the staged blob " + BlobAddress.shown(blob), e);
    }
  }

  /** Claims and condemnations of all images. */
  public List<Marked> claims() {
    String prefix = clients.settings().jobsPrefix() + BlobImageLedgers.FOLDER;
    var found = new ArrayList<Marked>();
    try {
      var below = new ListBlobsOptions().setPrefix(prefix);
      for (BlobItem item : clients.jobs().listBlobs(below, null)) {
        String name = item.getName();
        if (name.endsWith(SUFFIX)) {
          String image = name.substring(prefix.length(), name.length() - SUFFIX.length());
          holders(ledgers.load(image).ledger())
              .forEach(
                  job ->
                      found.add(
                          new Marked(
                              Marked.Kind.CLAIM,
                              image,
                              job,
                              image,
                              item.getProperties().getLastModified().toInstant())));
        }
      }
    } catch (RuntimeException e) {
      if (!StorageFailures.isAbsent(e)) {
        throw StorageFailures.of("reading the ledgers of images", e);
      }
    }
    return found;
  }

  private static Set<JobId> holders(ImageLedger ledger) {
    var holders = new LinkedHashSet<>(ledger.claims().keySet());
    if (ledger.condemnedBy() != null) {
      holders.add(ledger.condemnedBy());
    }
    return holders;
  }
}
