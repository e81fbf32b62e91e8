package io.poolwright.worker.steps;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Microsoft's own schemas of what ARM takes, an oracle outside the project: the system property
 * {@code azure.schemas} names their folder. Without it the test is skipped, with a word.
 */
public final class MicrosoftSchema {
  private static final JsonMapper JSON = new JsonMapper();

  private MicrosoftSchema() {}

  /** The schema of one resource, closed: it also finds what is spelled wrong. */
  public static Schema of(String fileName, String resource) throws IOException {
    Path file = Path.of(System.getProperty("azure.schemas", "")).resolve(fileName);
    boolean there = System.getProperty("azure.schemas") != null && Files.isReadable(file);
    if (!there) {
      System.out.println("Skipped: -Dazure.schemas names no folder with " + fileName);
    }
    assumeTrue(there, "no folder with Microsoft's schemas");
    // We send no template expressions, so the only reference to another file may match nothing.
    String text =
        Files.readString(file)
            .replaceAll(
                "\"https://schema.management.azure.com/schemas/common/[^\"]*\"",
                "\"#/definitions/neverAnExpression\"");
    ObjectNode root = (ObjectNode) JSON.readTree(text);
    root.remove("id");
    ((ObjectNode) root.path("definitions")).putObject("neverAnExpression").putObject("not");
    root.path("definitions").forEach(MicrosoftSchema::close);
    root.put("$ref", "#/resourceDefinitions/" + resource);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(root);
  }

  private static void close(JsonNode definition) {
    if (definition.has("properties") && !definition.has("additionalProperties")) {
      ((ObjectNode) definition).put("additionalProperties", false);
    }
  }
}
