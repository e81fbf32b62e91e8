package io.poolwright.localazure.servicebus.queue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A topic's subscription: gets a copy of each message that at least one of its rules matches. Rules
 * that were changed while it ran count from then on, also after a restart, in place of those that
 * it was declared with.
 */
public final class Subscription {
  private final String name;
  private final MessageQueue messages;
  private final SequenceNumbers numbers = new SequenceNumbers();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final ChangeLog changes;
  private boolean changed;

  /**
   * An empty subscription.
   *
   * @param rules may be empty: then the subscription gets nothing
   */
  public Subscription(
      String topic, String name, QueueSettings settings, List<Rule> rules, Surroundings world) {
    this.name = name;
    this.messages = MessageQueue.withDeadLetters(topic + "/Subscriptions/" + name, settings, world);
    this.changes = world.changes();
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
    keep();
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
    keep();
  }

  private void keep() {
    changed = true;
    changes.append(new Change.RulesSet(messages.path(), rules()));
  }

  void offer(long topicNumber, Content content) {
    if (rules.values().stream().anyMatch(rule -> rule.filter().matches(content))) {
      messages.enqueue(numbers.next(), topicNumber, content);
    }
  }

  void restore(Map<String, EntityState> states) {
    Queue.restore(messages, numbers, states);
    EntityState state = states.get(messages.path());
    List<Rule> kept = state == null ? null : state.rules();
    if (kept != null) {
      changed = true;
      rules.clear();
      kept.forEach(rule -> rules.put(rule.name(), rule));
    }
  }

  void snapshot(ChangeLog target) {
    target.append(new Change.Numbered(messages.path(), numbers.last()));
    if (changed) {
      target.append(new Change.RulesSet(messages.path(), rules()));
    }
    messages.snapshot(target);
  }
}
