package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.StagedBlob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The body of an image version against Microsoft's own schema, which is not part of this project:
 * the system property {@code azure.schemas} names the folder that has it.
 */
class ImageVersionSchemaTest {
  private static final String FILE = "2024-03-03-Microsoft.Compute.json";
  private static final JsonMapper JSON = new JsonMapper();
  private static final StagedBlob STAGED =
      new StagedBlob(
          URI.create("https://stage.blob.core.windows.net/images/d.vhd"),
          ArmId.parse(
              "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg"
                  + "/providers/Microsoft.Storage/storageAccounts/stage"));

  @Test
  void whatWeSendIsWhatMicrosoftDescribes() throws IOException {
    assertThat(schema().validate(body())).extracting(Error::toString).isEmpty();
  }

  @Test
  void aPropertyThatMicrosoftDoesNotKnowWouldBeFound() throws IOException {
    ObjectNode body = body();
    ((ObjectNode) body.at("/properties/storageProfile/osDiskImage/source")).put("url", "x");
    assertThat(schema().validate(body)).isNotEmpty();
  }

  private static ObjectNode body() {
    return ImageVersionJson.of(STAGED, List.of("westeurope", "northeurope"), Map.of("k", "v"))
        .put("name", "1.2.3")
        .put("type", "Microsoft.Compute/galleries/images/versions")
        .put("apiVersion", "2024-03-03");
  }

  private static Schema schema() throws IOException {
    Path file = Path.of(System.getProperty("azure.schemas", "")).resolve(FILE);
    boolean there = System.getProperty("azure.schemas") != null && Files.isReadable(file);
    if (!there) {
      System.out.println("Skipped: -Dazure.schemas names no folder with " + FILE);
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
    root.path("definitions").forEach(ImageVersionSchemaTest::close);
    root.put("$ref", "#/resourceDefinitions/galleries_images_versions");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(root);
  }

  /** The schemas leave objects open; closed, they also find what is spelled wrong. */
  private static void close(JsonNode definition) {
    if (definition.has("properties") && !definition.has("additionalProperties")) {
      ((ObjectNode) definition).put("additionalProperties", false);
    }
  }
}
