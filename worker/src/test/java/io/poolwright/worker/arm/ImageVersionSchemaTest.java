package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.steps.MicrosoftSchema;
import io.poolwright.worker.steps.TargetRegion;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The body of an image version against Microsoft's own schema, which is not part of this project:
 * the system property {@code azure.schemas} names the folder that has it.
 */
class ImageVersionSchemaTest {
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
    ArmId version =
        ArmId.parse(
            "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg"
                + "/providers/Microsoft.Compute/galleries/g/images/i/versions/1.2.3");
    return ImageVersionJson.of(
            new ImagePlan.OfVhd("0x8D", 512, STAGED, version, "northeurope", "westeurope"),
            List.of(new TargetRegion("westeurope", 1), new TargetRegion("northeurope", 2)),
            Map.of("k", "v"))
        .put("name", "1.2.3")
        .put("type", "Microsoft.Compute/galleries/images/versions")
        .put("apiVersion", "2024-03-03");
  }

  private static Schema schema() throws IOException {
    return MicrosoftSchema.of("2024-03-03-Microsoft.Compute.json", "galleries_images_versions");
  }
}
