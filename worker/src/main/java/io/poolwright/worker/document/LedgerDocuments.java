package io.poolwright.worker.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImageLedger;
import java.io.IOException;

/** Ledgers of images as UTF-8 JSON and back; properties that a newer worker has added are lost. */
public final class LedgerDocuments {
  private final ObjectMapper json = DocumentJson.newMapper();

  public byte[] write(ImageLedger ledger) {
    ObjectNode document = json.createObjectNode().put(JobDocuments.VERSION_FIELD, 1);
    document.setAll((ObjectNode) json.valueToTree(ledger));
    try {
      return json.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /**
   * The ledger in a document.
   *
   * @throws CallFailed {@code LedgerUnreadable} if this worker cannot read it; a newer one may
   */
  public ImageLedger read(byte[] document) {
    try {
      return json.readValue(document, ImageLedger.class);
    } catch (IOException e) {
      throw new CallFailed(
          Failure.passing("LedgerUnreadable", "the ledger of the image cannot be read"));
    }
  }
}
