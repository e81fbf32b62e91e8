package io.poolwright.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts a {@link ProvisionRequest} together. It is checked by the rules of the reader, so what can
 * be built is what a worker of this version takes.
 */
public final class ProvisionBuilder {
  private static final JsonMapper JSON = ContractJson.revealingMapper();

  private final ObjectNode document = JSON.createObjectNode();

  ProvisionBuilder(JobId jobId) {
    document.put("type", ProvisionRequest.TYPE).put("jobId", jobId.value());
  }

  /** Where the image comes from. */
  public ProvisionBuilder from(ImageSource source) {
    document.withObject("/image").set("source", JSON.valueToTree(source));
    return this;
  }

  /** What the image is; both must be as the definition has them. */
  public ProvisionBuilder boots(OsType osType, HyperVGeneration generation) {
    document
        .withObject("/image")
        .put("osType", osType.azureName())
        .put("hyperVGeneration", generation.name());
    return this;
  }

  /**
   * Under which definition the image is published, in a version that follows from its content.
   *
   * @param definition the ARM id of a {@code Microsoft.Compute/galleries/images}
   */
  public ProvisionBuilder publishedAs(String definition) {
    return publishedAs(definition, ImageRequest.AUTO);
  }

  /**
   * Under which definition the image is published.
   *
   * @param version {@code x.y.z}
   */
  public ProvisionBuilder publishedAs(String definition, String version) {
    document.withObject("/image").put("definition", definition).put("version", version);
    return this;
  }

  /** Keeps the copy of a VHD when the image is published from it. */
  public ProvisionBuilder keepingStagedVhd() {
    document.withObject("/image").put("keepStagedVhd", true);
    return this;
  }

  /** Creates the definition if there is none. */
  public ProvisionBuilder creatingDefinition() {
    document.withObject("/image").put("createDefinition", true);
    return this;
  }

  /**
   * The pool to be made.
   *
   * @param id the ARM id of a {@code Microsoft.Batch/batchAccounts/pools}
   */
  public ProvisionBuilder pool(String id, Consumer<PoolBuilder> properties) {
    ObjectNode pool = document.putObject("pool").put("id", id);
    properties.accept(new PoolBuilder(pool));
    return this;
  }

  /** When the job fails if it is not done; left out, the worker's setting holds. */
  public ProvisionBuilder deadline(Deadline deadline) {
    document.put("deadline", deadline.toString());
    return this;
  }

  /** As {@link #deadline(Deadline)}, at a point in time. */
  public ProvisionBuilder deadline(Instant at) {
    return deadline(new Deadline.At(at));
  }

  /** What becomes of the things that the job has created when it fails or is cancelled. */
  public ProvisionBuilder onFailure(OnFailure onFailure) {
    document.put("onFailure", onFailure.wireName());
    return this;
  }

  /**
   * The request.
   *
   * @throws InvalidRequestException naming everything that is missing or wrong
   */
  public ProvisionRequest build() {
    Decoded decoded = RequestCodec.decode(bytes());
    if (decoded instanceof Decoded.Valid valid) {
      return (ProvisionRequest) valid.request();
    }
    if (decoded instanceof Decoded.Invalid invalid) {
      throw new InvalidRequestException(invalid.problems());
    }
    var unreadable = (Decoded.Unreadable) decoded;
    throw new InvalidRequestException(
        List.of(new Problem("", unreadable.description(), "mend it: " + unreadable.reason())));
  }

  private byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot fail to be written", e);
    }
  }
}
