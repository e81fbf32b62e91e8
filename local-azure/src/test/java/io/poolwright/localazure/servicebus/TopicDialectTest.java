package io.poolwright.localazure.servicebus;

import static io.poolwright.localazure.servicebus.RunningBroker.message;
import static io.poolwright.localazure.servicebus.RunningBroker.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.administration.models.CorrelationRuleFilter;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.RuleProperties;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import com.azure.messaging.servicebus.administration.models.TrueRuleFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Topics, subscriptions and rules, by the real Java client and its rule manager. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicDialectTest {
  private RunningBroker broker;

  @BeforeAll
  void start() {
    var failures =
        new SubscriptionConfig(
            "failures",
            null,
            0,
            null,
            false,
            false,
            List.of(new RuleConfig("bad", "sys.Label = 'failed' AND attempts > 2", null, null)));
    var mine =
        new SubscriptionConfig(
            "mine",
            null,
            0,
            null,
            false,
            false,
            List.of(new RuleConfig("owner", null, null, Map.of("owner", "me"))));
    broker =
        new RunningBroker(
            RunningBroker.config(
                List.of(),
                List.of(
                    new TopicConfig(
                        "events", null, List.of(SubscriptionConfig.named("all"), failures, mine)),
                    new TopicConfig("managed", null, List.of(SubscriptionConfig.named("rules"))))));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void eachSubscriptionGetsItsOwnCopyOfWhatItsRulesMatch() {
    var plain = message("plain");
    var failed = message("failed").setSubject("failed");
    failed.getApplicationProperties().put("attempts", 3);
    var owned = message("owned");
    owned.getApplicationProperties().put("owner", "me");

    broker.topicSender("events").sendMessages(List.of(plain, failed, owned));

    assertThat(ids("all")).containsExactly("plain", "failed", "owned");
    assertThat(ids("failures")).containsExactly("failed");
    assertThat(ids("mine")).containsExactly("owned");
    ServiceBusReceiverClient all = broker.subscriber("events", "all");
    ServiceBusReceivedMessage first = next(all);
    all.complete(first);
    assertThat(ids("all")).containsExactly("failed", "owned");
  }

  private List<String> ids(String subscription) {
    return broker.subscriber("events", subscription).peekMessages(10, 1).stream()
        .map(ServiceBusReceivedMessage::getMessageId)
        .toList();
  }

  @Test
  void theRuleManagerSeesAddsAndRemovesRules() {
    try (var rules =
        broker
            .client()
            .ruleManager()
            .topicName("managed")
            .subscriptionName("rules")
            .buildClient()) {
      assertThat(rules.listRules())
          .singleElement()
          .satisfies(rule -> assertThat(rule.getName()).isEqualTo("$Default"))
          .satisfies(rule -> assertThat(rule.getFilter()).isInstanceOf(TrueRuleFilter.class));
      rules.deleteRule("$Default");
      rules.createRule("sql", new CreateRuleOptions(new SqlRuleFilter("size > 10")));
      rules.createRule(
          "correlated", new CreateRuleOptions(new CorrelationRuleFilter("c7").setLabel("l")));

      assertThat(rules.listRules().stream().map(RuleProperties::getName))
          .containsExactly("sql", "correlated");
      assertThat(rules.listRules().stream().map(RuleProperties::getFilter).toList())
          .satisfiesExactly(
              sql -> assertThat(((SqlRuleFilter) sql).getSqlExpression()).isEqualTo("size > 10"),
              correlated ->
                  assertThat(((CorrelationRuleFilter) correlated).getCorrelationId())
                      .isEqualTo("c7"));
      assertThatThrownBy(
              () -> rules.createRule("odd", new CreateRuleOptions(new SqlRuleFilter("size >"))))
          .isInstanceOf(ServiceBusException.class);
      assertThatThrownBy(() -> rules.deleteRule("absent")).isInstanceOf(ServiceBusException.class);
    }
  }
}
