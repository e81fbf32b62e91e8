package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmConfigTest {
  @Test
  void anyMapperBindsTheDeliveredSection() throws JsonProcessingException {
    ArmConfig config = new YAMLMapper().treeToValue(Arm.section(), ArmConfig.class);

    assertThat(config.latencies().delete()).isEqualTo(Duration.ofMillis(500));
    assertThat(config).isEqualTo(ArmConfig.from(Arm.section()));
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    var section = Arm.section();
    section.retain("subscriptions", "locations");
    ArmConfig config = ArmConfig.from(section);

    assertThat(config.latencies().publish()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.throttling().reads().burst()).isEqualTo(250);
    assertThat(config.batchAccounts()).isEmpty();
    assertThat(config.requireAuthorization()).isFalse();
    assertThat(config.dataDirectory()).isNull();
  }

  @Test
  void aMistakeIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArmConfig.from(Arm.section().put("latency", "PT1S")))
        .withMessageContaining("latency");
    var wrong = Arm.section();
    wrong.withObjectProperty("latencies").put("publish", "soon");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArmConfig.from(wrong))
        .withMessageContaining("ISO 8601");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArmConfig.from(Arm.section().without("locations")))
        .withMessageContaining("arm.locations");
  }

  @Test
  void storageIsWhereItReallyListens() {
    URI blobs = URI.create("http://127.0.0.1:10000/poolwrightlocal");
    ArmConfig config =
        ArmConfig.from(Arm.section())
            .withStorage("poolwrightlocal", blobs, List.of("a2V5"))
            .withDataDirectory(Path.of("there"));

    assertThat(config.storageAccounts().get(0).blobEndpoint()).isEqualTo(blobs + "/");
    assertThat(config.storageAccounts().get(0).keys()).containsExactly("a2V5");
    assertThat(config.dataDirectory()).isEqualTo("there");
  }
}
