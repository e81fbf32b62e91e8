package io.poolwright.localazure.servicebus.queue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A topic's subscription: gets a copy of each message that at least one of its rules matches. */
public final class Subscription {
  private final String name;
  private final MessageQueue messages;
  private final SequenceNumbers numbers = new SequenceNumbers();
  private final Map<String, Rule> rules = new LinkedHashMap<>();

  /**
   * An empty subscription.
   *
   * @param rules may be empty: then the subscription gets nothing
   */
  public Subscription(
      String topic, String name, QueueSettings settings, List<Rule> rules, Surroundings world) {
    this.name = name;
    this.messages = MessageQueue.withDeadLetters(topic + "/Subscriptions/" + name, settings, world);
    rules.forEach(rule -> this.rules.put(rule.name(), rule));
  }

  public String name() {
    return name;
  }

  public MessageQueue messages() {
    return messages;
  }

  public List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  /**
   * From now on the rule's messages come too.
   *
   * @throws RefusedException if there is a rule of this name
   */
  public void addRule(Rule rule) {
    if (rules.putIfAbsent(rule.name(), rule) != null) {
      throw Refusal.ENTITY_EXISTS.because(
          "The rule '%s' already exists in '%s'.".formatted(rule.name(), messages.path()));
    }
  }

  /**
   * From now on the rule counts no longer.
   *
   * @throws RefusedException if there is no rule of this name
   */
  public void removeRule(String rule) {
    if (rules.remove(rule) == null) {
      throw Refusal.ENTITY_NOT_FOUND.because(
          "The messaging entity '%s/rules/%s' could not be found."
              .formatted(messages.path(), rule));
    }
  }

  void offer(long topicNumber, Content content) {
    if (rules.values().stream().anyMatch(rule -> rule.filter().matches(content))) {
      messages.enqueue(numbers.next(), topicNumber, content);
    }
  }

  void restore(Map<String, EntityState> states) {
    Queue.restore(messages, numbers, states);
  }

  void snapshot(ChangeLog target) {
    target.append(new Change.Numbered(messages.path(), numbers.last()));
    messages.snapshot(target);
  }
}
