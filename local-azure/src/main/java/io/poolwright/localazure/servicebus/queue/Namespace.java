package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All entities by their addresses, which are compared without regard to case. */
public final class Namespace {
  private final List<Entity> entities;
  private final Map<String, Entity> byName = new HashMap<>();
  private final Map<String, Source> sources = new HashMap<>();

  public Namespace(List<Entity> entities) {
    this.entities = List.copyOf(entities);
    for (Entity entity : entities) {
      byName.put(key(entity.name()), entity);
      if (entity instanceof Queue queue) {
        addSource(new Source(entity.name(), queue.messages(), queue.inbox(), null));
      } else if (entity instanceof Topic topic) {
        for (Subscription subscription : topic.subscriptions()) {
          addSource(new Source(entity.name(), subscription.messages(), null, subscription));
        }
      }
    }
  }

  /**
   * The queue or topic that messages sent to an address go to.
   *
   * @throws RefusedException if no queue or topic has this address
   */
  public Entity destination(String address) {
    Entity entity = byName.get(key(address));
    if (entity == null) {
      throw notFound(address);
    }
    return entity;
  }

  /**
   * What messages are received from: a queue, a subscription, or their dead-letter queues.
   *
   * @throws RefusedException if nothing can be received from this address
   */
  public Source source(String address) {
    Source source = sources.get(key(address));
    if (source == null) {
      throw notFound(address);
    }
    return source;
  }

  /** Whether an address names anything, be it for sending or receiving. */
  public boolean has(String address) {
    return byName.containsKey(key(address)) || sources.containsKey(key(address));
  }

  public Collection<Source> sources() {
    return sources.values();
  }

  public void advance() {
    entities.forEach(Entity::advance);
  }

  /** When time brings something next; null for never. */
  public @Nullable Instant nextDeadline() {
    Instant next = null;
    for (Entity entity : entities) {
      next = Deadlines.earliest(next, entity.nextDeadline());
    }
    return next;
  }

  public void restore(Map<String, EntityState> states) {
    entities.forEach(entity -> entity.restore(states));
  }

  public void snapshot(ChangeLog target) {
    entities.forEach(entity -> entity.snapshot(target));
  }

  /** The words matter: clients recognize them, and take other texts for something transient. */
  public static RefusedException notFound(String address) {
    return Refusal.ENTITY_NOT_FOUND.because(
        "The messaging entity '%s' could not be found.".formatted(address));
  }

  private void addSource(Source source) {
    MessageQueue messages = source.messages();
    sources.put(key(messages.path()), source);
    MessageQueue dead = messages.deadLetters();
    if (dead != null) {
      sources.put(key(dead.path()), new Source(source.entity(), dead, null, null));
    }
  }

  private static String key(String address) {
    String path = address.startsWith("/") ? address.substring(1) : address;
    return path.toLowerCase(Locale.ROOT);
  }
}
