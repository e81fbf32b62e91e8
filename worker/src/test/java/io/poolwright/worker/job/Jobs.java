package io.poolwright.worker.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.PoolFallback;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Jobs for tests. */
public final class Jobs {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/";
  public static final ArmId ACCOUNT = ArmId.parse(GROUP + "Microsoft.Batch/batchAccounts/acct");
  public static final ArmId DEFINITION =
      ArmId.parse(GROUP + "Microsoft.Compute/galleries/gallery/images/ubuntu");
  public static final ArmId STORAGE =
      ArmId.parse(GROUP + "Microsoft.Storage/storageAccounts/staging");
  public static final long LENGTH = (8L << 20) + 512;

  private Jobs() {}

  /** A request that nothing speaks against. */
  public static ProvisionRequest request(String id, OnFailure onFailure) {
    var url = URI.create("https://source.blob.core.windows.net/vhds/ubuntu.vhd");
    var image =
        new ImageRequest(
            new ImageSource.Vhd(url, new Secret("sv=1&sig=canary")),
            OsType.LINUX,
            HyperVGeneration.V2,
            DEFINITION,
            ImageRequest.AUTO);
    var pool = new PoolRequest(ACCOUNT.child("pools", "pool-" + id), properties());
    return new ProvisionRequest(new JobId(id), image, pool, null, onFailure);
  }

  /** The same with its SAS in a Key Vault. */
  public static ProvisionRequest vaulted(String id) {
    ProvisionRequest plain = request(id, OnFailure.ROLL_BACK);
    ImageRequest image = plain.image();
    var secret = new SecretId("https://contoso.vault.azure.net/secrets/vhd-sas");
    var source = ImageSource.vhd(((ImageSource.Vhd) image.source()).url(), secret);
    var vaulted =
        new ImageRequest(
            source, image.osType(), image.hyperVGeneration(), image.definition(), image.version());
    return new ProvisionRequest(plain.jobId(), vaulted, plain.pool(), null, plain.onFailure());
  }

  /** A request for an image whose staged copy is to stay. */
  public static ProvisionRequest keepingItsCopy(String id) {
    ProvisionRequest plain = request(id, OnFailure.ROLL_BACK);
    ImageRequest image = plain.image();
    var keeping =
        new ImageRequest(
            image.source(),
            image.osType(),
            image.hyperVGeneration(),
            image.definition(),
            image.version(),
            true,
            false);
    return new ProvisionRequest(
        plain.jobId(), keeping, plain.pool(), plain.deadline(), plain.onFailure());
  }

  /** A request that other nodes will do for too. */
  public static ProvisionRequest withFallbacks(String id) {
    ProvisionRequest plain = request(id, OnFailure.ROLL_BACK);
    var fallbacks = List.of(new PoolFallback("Standard_D4s_v3", false));
    var pool = new PoolRequest(plain.pool().id(), plain.pool().properties(), null, fallbacks);
    return new ProvisionRequest(
        plain.jobId(), plain.image(), pool, plain.deadline(), plain.onFailure());
  }

  private static ObjectNode properties() {
    ObjectNode properties = JsonNodeFactory.instance.objectNode().put("vmSize", "Standard_D2s_v3");
    properties
        .withObject("/deploymentConfiguration/virtualMachineConfiguration")
        .put("nodeAgentSkuId", "batch.node.ubuntu 22.04");
    properties.withObject("/scaleSettings/fixedScale").put("targetDedicatedNodes", 2);
    return properties;
  }

  /** A job that was accepted at noon and has six hours. */
  public static Job accepted(String id) {
    return accepted(request(id, OnFailure.ROLL_BACK));
  }

  public static Job accepted(ProvisionRequest request) {
    return Job.accepted(
        request, new Job.Admission("fingerprint", NOON, NOON.plus(Duration.ofHours(6))));
  }

  public static ImagePlan.OfVhd plan() {
    var staged =
        new StagedBlob(URI.create("https://staging.blob.core.windows.net/images/0f.vhd"), STORAGE);
    return new ImagePlan.OfVhd(
        "0x8D", LENGTH, staged, DEFINITION.child("versions", "1.2.3"), "westeurope", "westeurope");
  }
}
