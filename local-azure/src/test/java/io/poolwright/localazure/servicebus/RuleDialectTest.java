package io.poolwright.localazure.servicebus;

import static io.poolwright.localazure.servicebus.RunningBroker.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusRuleManagerClient;
import com.azure.messaging.servicebus.administration.models.CorrelationRuleFilter;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.FalseRuleFilter;
import com.azure.messaging.servicebus.administration.models.RuleFilter;
import com.azure.messaging.servicebus.administration.models.RuleProperties;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import com.azure.messaging.servicebus.administration.models.TrueRuleFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules choose that the real Java client's rule manager has made, also after a restart. */
class RuleDialectTest {
  private static final UUID OWNER = new UUID(1, 2);

  @TempDir Path directory;

  private RunningBroker start() {
    var topic = new TopicConfig("events", null, List.of(SubscriptionConfig.named("chosen")));
    return new RunningBroker(new BrokerConfig(0, directory, List.of(), List.of(topic)));
  }

  static Stream<CorrelationRuleFilter> correlations() {
    return Stream.of(
        filter(it -> it.setMessageId("chosen")),
        filter(it -> it.setCorrelationId("c")),
        filter(it -> it.setLabel("l")),
        filter(it -> it.setTo("t")),
        filter(it -> it.setReplyTo("r")),
        filter(it -> it.setContentType("application/json")),
        filter(it -> it.setSessionId("s")),
        filter(it -> it.setReplyToSessionId("rs")),
        filter(it -> it.getProperties().put("kind", "vhd")),
        filter(it -> it.getProperties().put("size", 10L)),
        filter(it -> it.getProperties().put("ratio", 0.5)),
        filter(it -> it.getProperties().put("urgent", true)),
        filter(it -> it.getProperties().put("owner", OWNER)),
        filter(it -> it.setLabel("l").setTo("t").getProperties().put("kind", "vhd")));
  }

  private static CorrelationRuleFilter filter(Consumer<CorrelationRuleFilter> set) {
    var filter = new CorrelationRuleFilter();
    set.accept(filter);
    return filter;
  }

  @ParameterizedTest
  @MethodSource("correlations")
  void aCorrelationFilterChoosesByEquality(CorrelationRuleFilter filter) {
    chooses(filter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind = 'vhd' AND size >= 10",
        "sys.Label LIKE 'l%' AND NOT sys.To <> 't'",
        "sys.CorrelationId IN ('x', 'c') OR kind IS NULL AND size < 0",
        "user.urgent = TRUE AND EXISTS(size)"
      })
  void aSqlFilterChoosesByItsCondition(String sql) {
    chooses(new SqlRuleFilter(sql));
  }

  private void chooses(RuleFilter filter) {
    try (RunningBroker broker = start();
        ServiceBusRuleManagerClient rules = rules(broker)) {
      rules.createRule("only", new CreateRuleOptions(filter));
      rules.deleteRule("$Default");

      broker.topicSender("events").sendMessages(List.of(other(), chosen()));

      assertThat(ids(broker)).containsExactly("chosen");
    }
    try (RunningBroker broker = start();
        ServiceBusRuleManagerClient rules = rules(broker)) {
      assertThat(rules.listRules().stream().map(RuleProperties::getName)).containsExactly("only");

      broker.topicSender("events").sendMessages(List.of(other(), chosen()));

      assertThat(ids(broker)).containsExactly("chosen", "chosen");
    }
  }

  private static ServiceBusMessage chosen() {
    var message =
        message("chosen")
            .setCorrelationId("c")
            .setSubject("l")
            .setTo("t")
            .setReplyTo("r")
            .setContentType("application/json")
            .setSessionId("s")
            .setReplyToSessionId("rs");
    message
        .getApplicationProperties()
        .putAll(Map.of("kind", "vhd", "size", 10, "ratio", 0.5, "urgent", true, "owner", OWNER));
    return message;
  }

  /** Like it in every way but for the case of its letters and for its values. */
  private static ServiceBusMessage other() {
    var message =
        message("CHOSEN")
            .setCorrelationId("C")
            .setSubject("L")
            .setTo("T")
            .setReplyTo("R")
            .setContentType("Application/JSON")
            .setSessionId("S")
            .setReplyToSessionId("RS");
    message
        .getApplicationProperties()
        .putAll(Map.of("kind", "VHD", "size", 9, "ratio", 0.4, "urgent", false, "owner", "me"));
    return message;
  }

  @Test
  void severalRulesGiveOneCopyAndNoRuleGivesNone() {
    try (RunningBroker broker = start();
        ServiceBusRuleManagerClient rules = rules(broker)) {
      rules.createRule("all", new CreateRuleOptions(new TrueRuleFilter()));
      broker.topicSender("events").sendMessage(message("1"));
      rules.createRule("none", new CreateRuleOptions(new FalseRuleFilter()));
      rules.deleteRule("$Default");
      rules.deleteRule("all");
      broker.topicSender("events").sendMessage(message("2"));
      rules.deleteRule("none");
      broker.topicSender("events").sendMessage(message("3"));

      assertThat(ids(broker)).containsExactly("1");
    }
    try (RunningBroker broker = start()) {
      broker.topicSender("events").sendMessage(message("4"));

      assertThat(ids(broker)).as("no rule is no rule, also after a restart").containsExactly("1");
    }
  }

  private static ServiceBusRuleManagerClient rules(RunningBroker broker) {
    return broker
        .client()
        .ruleManager()
        .topicName("events")
        .subscriptionName("chosen")
        .buildClient();
  }

  private static List<String> ids(RunningBroker broker) {
    return broker.subscriber("events", "chosen").peekMessages(10, 1).stream()
        .map(ServiceBusReceivedMessage::getMessageId)
        .toList();
  }
}
