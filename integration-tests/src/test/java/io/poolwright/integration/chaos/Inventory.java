package io.poolwright.integration.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.models.PageRangeItem;
import com.azure.storage.blob.specialized.PageBlobClient;
import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.integration.process.LocalAzure;
import io.poolwright.worker.document.LedgerDocuments;
import io.poolwright.worker.job.ImageLedger;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what there is in Azure, and compares copies with what they are copies of. */
record Inventory(Site site) {

  Stock take() {
    return new Stock(pools(), versions(), staged(), ledgers());
  }

  private Map<String, Stock.Pool> pools() {
    var pools = new TreeMap<String, Stock.Pool>();
    String page = LocalAzure.BATCH_ACCOUNT + "/pools?api-version=2025-06-01";
    while (!page.isEmpty()) {
      JsonNode list = site.arm().get(page);
      list.path("value").forEach(pool -> pools.put(pool.path("name").asText(), pool(pool)));
      page = list.path("nextLink").asText();
    }
    return pools;
  }

  private static Stock.Pool pool(JsonNode pool) {
    JsonNode properties = pool.path("properties");
    String owner = null;
    for (JsonNode entry : properties.path("metadata")) {
      owner = entry.path("name").asText().equals("poolwright-job") ? text(entry, "value") : owner;
    }
    return new Stock.Pool(
        owner,
        properties
            .at("/deploymentConfiguration/virtualMachineConfiguration/imageReference/id")
            .asText(),
        properties.path("provisioningState").asText().equals("Succeeded")
            && properties.path("allocationState").asText().equals("Steady"),
        properties.path("currentDedicatedNodes").asInt());
  }

  private Map<String, Stock.Made> versions() {
    var versions = new TreeMap<String, Stock.Made>();
    JsonNode list = site.arm().get(LocalAzure.DEFINITION + "/versions?api-version=2024-03-03");
    for (JsonNode version : list.path("value")) {
      boolean usable = version.at("/properties/provisioningState").asText().equals("Succeeded");
      versions.put(
          version.path("id").asText(),
          new Stock.Made(text(version.path("tags"), "poolwright-job"), usable));
    }
    return versions;
  }

  private static @Nullable String text(JsonNode parent, String field) {
    return parent.path(field).isMissingNode() ? null : parent.path(field).asText();
  }

  private Map<String, Stock.Made> staged() {
    var details = new BlobListDetails().setRetrieveMetadata(true);
    return site
        .container("images")
        .listBlobs(new ListBlobsOptions().setDetails(details), null)
        .stream()
        .collect(
            Collectors.toMap(
                blob -> blob.getName(), blob -> made(new HashMap<>(blob.getMetadata()))));
  }

  private static Stock.Made made(Map<String, String> metadata) {
    return new Stock.Made(
        metadata.get("poolwright_job"), Boolean.parseBoolean(metadata.get("poolwright_complete")));
  }

  private Map<String, ImageLedger> ledgers() {
    BlobContainerClient documents = site.container("jobs");
    var reader = new LedgerDocuments();
    return documents.listBlobs(new ListBlobsOptions().setPrefix("images/"), null).stream()
        .map(blob -> blob.getName())
        .collect(
            Collectors.toMap(
                name -> name,
                name -> reader.read(documents.getBlobClient(name).downloadContent().toBytes())));
  }

  /** The staged blobs, of these, that do not hold exactly what their source does. */
  List<String> spoilt(Map<String, Image> sourceOfStaged) {
    BlobContainerClient copies = site.container("images");
    BlobContainerClient sources = site.container("vhds");
    return sourceOfStaged.entrySet().stream()
        .filter(
            pair ->
                !Arrays.equals(
                    data(copies.getBlobClient(pair.getKey()).getPageBlobClient()),
                    data(
                        sources
                            .getBlobClient(pair.getValue().name() + ".vhd")
                            .getPageBlobClient())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Everything that is not zeros, with its place. */
  private static byte[] data(PageBlobClient blob) {
    var data = new ByteArrayOutputStream();
    for (PageRangeItem item : blob.listPageRanges(new BlobRange(0))) {
      var range = new BlobRange(item.getRange().getOffset(), item.getRange().getLength());
      data.writeBytes((range + "\n").getBytes(UTF_8));
      blob.downloadStreamWithResponse(data, range, null, null, false, null, null);
    }
    return data.toByteArray();
  }
}
