package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.steps.Features;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.MicrosoftSchema;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of an image definition against Microsoft's own schema, as that of a version. */
class ImageDefinitionSchemaTest {
  @ParameterizedTest
  @ValueSource(strings = {"2024-03-03", "2025-03-03"})
  void whatWeSendIsWhatMicrosoftDescribes(String apiVersion) throws IOException {
    assertThat(schema(apiVersion).validate(body(apiVersion, "Arm64")))
        .extracting(Error::toString)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-03-03", "2025-03-03"})
  void anArchitectureThatMicrosoftDoesNotKnowWouldBeFound(String apiVersion) throws IOException {
    assertThat(schema(apiVersion).validate(body(apiVersion, "x86"))).isNotEmpty();
  }

  private static ObjectNode body(String apiVersion, String architecture) {
    ArmId id =
        ArmId.parse(
            "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg"
                + "/providers/Microsoft.Compute/galleries/g/images/i");
    var definition =
        new ImageDefinition(
            "westeurope",
            OsType.WINDOWS,
            HyperVGeneration.V2,
            true,
            architecture,
            Features.NONE,
            ImageVersion.State.CREATING);
    return ImageDefinitionJson.of(id, definition, Map.of("k", "v"))
        .put("name", "i")
        .put("type", "Microsoft.Compute/galleries/images")
        .put("apiVersion", apiVersion);
  }

  private static Schema schema(String apiVersion) throws IOException {
    return MicrosoftSchema.of(apiVersion + "-Microsoft.Compute.json", "galleries_images");
  }
}
