package io.poolwright.worker.cli;

import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import org.jspecify.annotations.Nullable;

/** A request that somebody will read and change before it is sent. */
record Draft(String job, Image image, Pool pool) {
  /**
   * What the pool is made from.
   *
   * @param definition ARM id; null if the source is published already
   */
  record Image(
      DraftSource source,
      @Nullable String definition,
      OsType osType,
      HyperVGeneration generation) {}

  /**
   * What is made.
   *
   * @param account ARM id of the Batch account
   */
  record Pool(String account, String vmSize, int nodes) {
    String id(String name) {
      return account + "/pools/" + name;
    }
  }

  /** With a comment at each place where one might hesitate. */
  String yaml() {
    return """
        # A request for a Batch pool.
        #   poolwright plan FILE             tells what it would do, and changes nothing
        #   poolwright submit FILE --watch   sends it and follows it
        type: io.poolwright.provision.v1

        # Names the job for ever. The same request sent twice is one job; another needs another id.
        jobId: %s

        image:
          source:
        %s  # Both as the image definition has them: Linux or Windows, V1 or V2.
          osType: %s
          hyperVGeneration: %s
        %s
        pool:
          # The pool to make, in a Batch account that is there already.
          id: %s
          # What Azure Resource Manager takes, as you find it in Bicep, an export or the docs.
          # Poolwright adds the imageReference and one entry of metadata.
          properties:
            vmSize: %s
            deploymentConfiguration:
              virtualMachineConfiguration:
                # Must suit the image's system: az batch pool supported-images list
                nodeAgentSkuId: %s
            scaleSettings:
              fixedScale:
                targetDedicatedNodes: %d
                resizeTimeout: PT15M

        # When the job fails if it is not done: a span, or a time such as 2030-01-31T12:00:00Z.
        deadline: PT6H
        # rollBack deletes what a failed job has made; keep leaves it there.
        onFailure: rollBack
        """
        .formatted(
            DraftSource.quoted(job),
            image.source.yaml().indent(4),
            image.osType.azureName(),
            image.generation,
            publication(),
            DraftSource.quoted(pool.id(job)),
            DraftSource.quoted(pool.vmSize),
            DraftSource.quoted(nodeAgent()),
            pool.nodes);
  }

  private String publication() {
    return image.definition == null
        ? ""
        : """
          # The definition in a Compute Gallery under which the image is published.
          definition: %s
          # auto: from the content, so that the same image is copied and published once. Or x.y.z.
          version: auto
        """
            .formatted(DraftSource.quoted(image.definition));
  }

  private String nodeAgent() {
    return image.osType == OsType.LINUX ? "batch.node.ubuntu 22.04" : "batch.node.windows amd64";
  }
}
