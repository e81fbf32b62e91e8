package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.Deadline;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A request for a small Linux pool that the Azure on this machine can fulfil. */
final class ExampleRequest {
  private static final JsonMapper JSON = new JsonMapper();

  private ExampleRequest() {}

  /**
   * A request for two nodes.
   *
   * @param name of the job and of the pool
   */
  static ProvisionRequest of(LocalEnvironment local, String name, ImageSource source) {
    var image =
        new ImageRequest(
            source,
            OsType.LINUX,
            HyperVGeneration.V2,
            ArmId.parse(local.galleryImageDefinitionId()),
            ImageRequest.AUTO,
            true,
            false);
    ArmId pool = ArmId.parse(local.batchAccountId()).child("pools", name);
    return new ProvisionRequest(
        new JobId(name),
        image,
        new PoolRequest(pool, poolProperties()),
        new Deadline.Within(Duration.ofHours(1)),
        OnFailure.ROLL_BACK);
  }

  private static ObjectNode poolProperties() {
    ObjectNode properties = JSON.createObjectNode();
    properties.put("vmSize", "Standard_D2s_v3");
    properties
        .withObject("/scaleSettings/fixedScale")
        .put("targetDedicatedNodes", 2)
        .put("targetLowPriorityNodes", 0)
        .put("resizeTimeout", "PT15M");
    properties
        .withObject("/deploymentConfiguration/virtualMachineConfiguration")
        .put("nodeAgentSkuId", "batch.node.ubuntu 22.04");
    return properties;
  }

  /** Writes it for people to read and to change; only the owner may, for the SAS in it. */
  static void save(ProvisionRequest request, Path file) throws IOException {
    var json = JSON.readTree(RequestCodec.encode(request));
    Files.deleteIfExists(file);
    OwnFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }
}
