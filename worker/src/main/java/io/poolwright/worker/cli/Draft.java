package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;

/** A request that somebody will read and change before it is sent. */
record Draft(String job, Image image, Pool pool) {
  /**
   * What the pool is made from.
   *
   * @param vhd address of the blob, or a SAS URL
   * @param definition ARM id
   */
  record Image(String vhd, String definition, OsType osType, HyperVGeneration generation) {
    String url() {
      return vhd.split("\\?", 2)[0];
    }

    /** Empty if there is none. */
    String sas() {
      return vhd.substring(Math.min(vhd.length(), url().length() + 1));
    }
  }

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
            # Or a VM, a managed image, a gallery's image: see poolwright schema.
            type: vhd
            # A fixed VHD in a page blob, without a query.
            url: %s
            %s
          # Both as the image definition has them: Linux or Windows, V1 or V2.
          osType: %s
          hyperVGeneration: %s
          # The definition in a Compute Gallery under which the image is published.
          definition: %s
          # auto: from the content, so that the same image is copied and published once. Or x.y.z.
          version: auto

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
            quoted(job),
            quoted(image.url()),
            sas(),
            image.osType.azureName(),
            image.generation,
            quoted(image.definition),
            quoted(pool.id(job)),
            quoted(pool.vmSize),
            quoted(nodeAgent()),
            pool.nodes);
  }

  private String sas() {
    String sas = image.sas();
    return sas.isEmpty()
        ? "# Its SAS, if the workers' identity cannot read it: only what follows the \"?\".\n"
            + "    # sas: \"sv=…&sp=r&sig=…\""
        : "# A secret: whoever has it can read the blob.\n    sas: " + quoted(sas);
  }

  private String nodeAgent() {
    return image.osType == OsType.LINUX ? "batch.node.ubuntu 22.04" : "batch.node.windows amd64";
  }

  /** As JSON quotes it, which YAML understands whatever the text is. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
