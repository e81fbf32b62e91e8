package io.poolwright.localazure.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerConfigTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void whatYamlLeavesOutIsAsAzureHasIt() throws IOException {
    JsonNode yaml =
        YAML.readTree(
            """
            queues: [{name: jobs}]
            topics: [{name: events, subscriptions: [{name: all}]}]
            """);
    assertThat(YAML.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)).isTrue();

    BrokerConfig config = YAML.treeToValue(yaml, BrokerConfig.class);

    assertThat(config.queues()).containsExactly(QueueConfig.named("jobs"));
    assertThat(config.queues().get(0).lockDuration()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.queues().get(0).maxDeliveryCount()).isEqualTo(10);
    assertThat(config.topics().get(0).subscriptions().get(0).rules())
        .extracting(RuleConfig::name)
        .containsExactly("$Default");
  }

  @Test
  void aMistakeNamesItsField() {
    assertThatThrownBy(
            () -> new QueueConfig("jobs", Duration.ofMinutes(6), 0, null, null, false, false))
        .hasMessageContaining("jobs.lockDuration")
        .hasMessageContaining("PT5M");
    assertThatThrownBy(() -> QueueConfig.named("bad name")).hasMessageContaining("queues.name");
    assertThatThrownBy(
            () ->
                RunningBroker.config(
                    List.of(QueueConfig.named("a"), QueueConfig.named("A")), List.of()))
        .hasMessageContaining("unique");
  }
}
