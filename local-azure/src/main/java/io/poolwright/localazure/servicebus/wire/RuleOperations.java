package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Namespace;
import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.Rule;
import io.poolwright.localazure.servicebus.queue.Subscription;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.message.Message;

/** A subscription's rules, as clients' rule managers see them. */
final class RuleOperations {
  private static final String NAME = "rule-name";
  private static final String DESCRIPTION = "rule-description";

  private final Namespace namespace;
  private final String entity;

  RuleOperations(Namespace namespace, String entity) {
    this.namespace = namespace;
    this.entity = entity;
  }

  Message add(Request request) {
    Request description = new Request(request.map(DESCRIPTION));
    subscription().addRule(new Rule(request.text(NAME), RuleCodec.filter(description)));
    return Reply.ok(Map.of());
  }

  Message remove(Request request) {
    subscription().removeRule(request.text(NAME));
    return Reply.ok(Map.of());
  }

  Message enumerate(Request request) {
    List<Map<String, Object>> page =
        subscription().rules().stream()
            .skip(request.number("skip"))
            .limit(request.number("top"))
            .map(rule -> Map.<String, Object>of(DESCRIPTION, RuleCodec.describe(rule)))
            .toList();
    return page.isEmpty() ? Reply.noContent() : Reply.ok(Map.of("rules", page));
  }

  private Subscription subscription() {
    Subscription subscription = namespace.source(entity).subscription();
    if (subscription == null) {
      throw Refusal.NOT_ALLOWED.because("'%s' is no subscription.".formatted(entity));
    }
    return subscription;
  }
}
