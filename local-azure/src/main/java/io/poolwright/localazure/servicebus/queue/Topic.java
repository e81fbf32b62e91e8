package io.poolwright.localazure.servicebus.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A topic: what comes in by its inbox goes to each subscription whose rules match. */
public final class Topic implements Entity {
  private final String name;
  private final List<Subscription> subscriptions;
  private final Inbox inbox;
  private final SequenceNumbers numbers = new SequenceNumbers();
  private final Surroundings world;

  public Topic(
      String name,
      @Nullable Duration duplicateDetectionWindow,
      List<Subscription> subscriptions,
      Surroundings world) {
    this.name = name;
    this.subscriptions = List.copyOf(subscriptions);
    this.world = world;
    var duplicates = new DuplicateDetection(name, duplicateDetectionWindow, world.changes());
    this.inbox = new Inbox(name, false, duplicates, numbers, world, this::publish);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  public List<Subscription> subscriptions() {
    return subscriptions;
  }

  private void publish(Content content) {
    long number = numbers.next();
    world.changes().append(new Change.Numbered(name, number));
    subscriptions.forEach(subscription -> subscription.offer(number, content));
  }

  @Override
  public void advance() {
    inbox.advance();
    subscriptions.forEach(subscription -> subscription.messages().advance());
  }

  @Override
  public @Nullable Instant nextDeadline() {
    Instant next = inbox.nextDeadline();
    for (Subscription subscription : subscriptions) {
      next = Deadlines.earliest(next, subscription.messages().nextDeadline());
    }
    return next;
  }

  @Override
  public void restore(Map<String, EntityState> states) {
    EntityState state = states.get(name);
    if (state != null) {
      inbox.restore(state);
    }
    subscriptions.forEach(subscription -> subscription.restore(states));
  }

  @Override
  public void snapshot(ChangeLog target) {
    inbox.snapshot(target);
    subscriptions.forEach(subscription -> subscription.snapshot(target));
  }
}
