package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Where the image of a draft comes from.
 *
 * @param id of the kind's; of a VHD the address of the blob, or a SAS URL
 * @param sasSecretId of a VHD: the secret with its SAS, in place of one
 * @param generalize of a VM
 */
record DraftSource(SourceKind kind, String id, @Nullable String sasSecretId, boolean generalize) {
  DraftSource {
    require(
        sasSecretId == null || (kind == SourceKind.VHD && !id.contains("?")),
        "--sas-secret-id is for a VHD whose address has no SAS.");
    require(
        !generalize || kind == SourceKind.VIRTUAL_MACHINE, "--generalize is for a VM; give --vm.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw CommandFailed.wrong(otherwise);
    }
  }

  /** The properties of {@code source}, with comments. */
  String yaml() {
    return switch (kind) {
      case VHD -> head("url", url()) + sas();
      case VIRTUAL_MACHINE -> head("id", id) + generalization();
      default -> head("id", id);
    };
  }

  private String head(String name, String value) {
    return """
        # One of several kinds, each with properties of its own: see poolwright schema.
        type: %s
        # %s
        %s: %s
        """
        .formatted(kind.type(), kind.comment(), name, quoted(value));
  }

  private String url() {
    return id.split("\\?", 2)[0];
  }

  private String sas() {
    if (sasSecretId != null) {
      return """
          # The Key Vault secret that holds its SAS; the workers read it, if their settings let them.
          sasSecretId: %s
          """
          .formatted(quoted(sasSecretId));
    }
    String sas = id.substring(Math.min(id.length(), url().length() + 1));
    return sas.isEmpty()
        ? """
          # Its SAS, if the workers' identity cannot read it: only what follows the "?".
          # sas: "sv=…&sp=r&sig=…"
          """
        : """
          # A secret: whoever has it can read the blob.
          sas: %s
          """
            .formatted(quoted(sas));
  }

  private String generalization() {
    return """
        # true: the job does both. What is to be done in the guest (sysprep, waagent) must have been
        # done, and the VM never starts again.
        generalize: %s
        """
        .formatted(generalize);
  }

  /** As JSON quotes it, which YAML understands whatever the text is. */
  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
