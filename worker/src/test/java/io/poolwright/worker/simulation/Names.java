package io.poolwright.worker.simulation;

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
import io.poolwright.worker.steps.AllowList;
import io.poolwright.worker.steps.Premises;
import java.net.URI;
import java.util.List;

/** What things are called in every universe, and requests that use these names. */
final class Names {
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/";
  static final ArmId ACCOUNT = ArmId.parse(GROUP + "Microsoft.Batch/batchAccounts/acct");
  static final ArmId DEFINITION =
      ArmId.parse(GROUP + "Microsoft.Compute/galleries/gallery/images/ubuntu");

  /** Not there until a job creates it. */
  static final ArmId MISSING_DEFINITION =
      ArmId.parse(GROUP + "Microsoft.Compute/galleries/gallery/images/missing");

  static final ArmId STORAGE = ArmId.parse(GROUP + "Microsoft.Storage/storageAccounts/staging");
  static final ArmId MANAGED_IMAGE = ArmId.parse(GROUP + "Microsoft.Compute/images/managed");

  /** Published by somebody else, in another region. */
  static final ArmId ELSEWHERE =
      ArmId.parse(GROUP + "Microsoft.Compute/galleries/theirs/images/ubuntu/versions/7.0.0");

  static final String REGION = "westeurope";
  static final int CORES = 2;
  static final int CORE_QUOTA = 100;

  /** Stands for a secret that must never be seen anywhere. */
  static final String SAS = "sv=2024&sp=r&sig=canary";

  static final Premises PREMISES =
      new Premises(
          List.of(
              new Premises.Staging(
                  REGION,
                  URI.create("https://staging.blob.core.windows.net/images"),
                  STORAGE,
                  true)),
          AllowList.ofHosts(".blob.core.windows.net"),
          true);

  /** Other nodes that will do. */
  static final List<PoolFallback> FALLBACKS =
      List.of(new PoolFallback("Standard_D4s_v3", false), new PoolFallback(null, true));

  /** A source in an account of the worker's. */
  static final String IN_PLACE = "in-place";

  private Names() {}

  static ArmId pool(String name) {
    return ACCOUNT.child("pools", name);
  }

  static ArmId machine(String name) {
    return ArmId.parse(GROUP + "Microsoft.Compute/virtualMachines/" + name);
  }

  static URI source(String name) {
    String account = name.equals(IN_PLACE) ? "staging" : "source";
    return URI.create("https://" + account + ".blob.core.windows.net/vhds/" + name + ".vhd");
  }

  /** Where the copy of an image of this name is staged. */
  static String staged(String image) {
    String digest = image.substring(image.indexOf('/') + 1);
    return PREMISES.stagings().get(0).container() + "/" + digest + ".vhd";
  }

  /** Whether a source can be read with a SAS only. */
  static boolean isPrivate(URI source) {
    return source.getPath().contains("private");
  }

  /**
   * A request that nothing speaks against if the source exists.
   *
   * @param nodes so many, of {@link #CORES} cores each
   */
  static ProvisionRequest request(String job, String pool, String source, int nodes) {
    return new ProvisionRequest(
        new JobId(job),
        image(source, ImageRequest.AUTO, false),
        new PoolRequest(pool(pool), properties(nodes)),
        null,
        OnFailure.ROLL_BACK);
  }

  static ImageRequest image(String source, String version, boolean keepStagedVhd) {
    return new ImageRequest(
        new ImageSource.Vhd(source(source), isPrivate(source(source)) ? new Secret(SAS) : null),
        OsType.LINUX,
        HyperVGeneration.V2,
        DEFINITION,
        version,
        keepStagedVhd,
        false);
  }

  /** As a request for an image that does not come from a VHD says it. */
  static ImageRequest image(ImageSource source) {
    return new ImageRequest(
        source,
        OsType.LINUX,
        HyperVGeneration.V2,
        source.isPublished() ? null : DEFINITION,
        source.isPublished() ? null : ImageRequest.AUTO);
  }

  /** The same under a definition that is not there until a job creates it. */
  static ImageRequest underMissingDefinition(ImageRequest image) {
    return new ImageRequest(
        image.source(),
        image.osType(),
        image.hyperVGeneration(),
        MISSING_DEFINITION,
        image.version(),
        image.keepStagedVhd(),
        true);
  }

  private static ObjectNode properties(int nodes) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode().put("vmSize", "Standard_D2s_v3");
    properties
        .withObject("/deploymentConfiguration/virtualMachineConfiguration")
        .put("nodeAgentSkuId", "batch.node.ubuntu 22.04");
    properties.withObject("/scaleSettings/fixedScale").put("targetDedicatedNodes", nodes);
    return properties;
  }
}
