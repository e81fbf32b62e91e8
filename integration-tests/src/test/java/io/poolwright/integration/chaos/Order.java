package io.poolwright.integration.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.Deadline;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.integration.process.LocalAzure;
import java.time.Duration;

/**
 * A job that is asked for.
 *
 * @param pool its name
 */
record Order(String job, Fate fate, Image image, String pool, int nodes) {
  private static final Duration GENEROUS = Duration.ofHours(1);
  private static final Duration TOO_SHORT = Duration.ofMillis(1500);

  ArmId poolId() {
    return ArmId.parse(LocalAzure.BATCH_ACCOUNT + "/pools/" + pool);
  }

  /** The message. */
  String body() {
    String body = encoded(nodes);
    return fate == Fate.MALFORMED ? body.replace("\"Linux\"", "\"Linus\"") : body;
  }

  /** Another request under the same id. */
  String otherBody() {
    return encoded(nodes + 1);
  }

  private String encoded(int targetNodes) {
    var image =
        new ImageRequest(
            image().source(),
            OsType.LINUX,
            HyperVGeneration.V2,
            ArmId.parse(LocalAzure.DEFINITION),
            ImageRequest.AUTO,
            keepsStagedVhd(),
            false);
    var request =
        new ProvisionRequest(
            new JobId(job),
            image,
            new PoolRequest(poolId(), properties(targetNodes)),
            new Deadline.Within(fate == Fate.HURRIED ? TOO_SHORT : GENEROUS),
            fate == Fate.KEPT ? OnFailure.KEEP : OnFailure.ROLL_BACK);
    return new String(RequestCodec.encode(request), UTF_8);
  }

  /** Of those who share an image some want the copy to stay, and then it does. */
  private boolean keepsStagedVhd() {
    return Math.floorMod(job.hashCode(), 4) == 0;
  }

  private ObjectNode properties(int targetNodes) {
    ObjectNode properties = new JsonMapper().createObjectNode();
    properties.put("vmSize", fate == Fate.IMPOSSIBLE ? "Standard_Nothing" : "Standard_D2s_v3");
    properties
        .withObject("/deploymentConfiguration/virtualMachineConfiguration")
        .put("nodeAgentSkuId", "batch.node.ubuntu 22.04");
    properties.withObject("/scaleSettings/fixedScale").put("targetDedicatedNodes", targetNodes);
    return properties;
  }
}
