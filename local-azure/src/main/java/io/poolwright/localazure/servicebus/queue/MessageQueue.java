package io.poolwright.localazure.servicebus.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a queue, a subscription or a dead-letter queue, and what receivers do with them.
 *
 * <p>Locks, deliveries, expiry and sessions follow Azure: a delivery counts when it ends by
 * abandoning or by its lock running out, not when it is released or when its session is closed.
 */
public final class MessageQueue {
  private final String path;
  private final QueueSettings settings;
  private final Surroundings world;
  private final @Nullable MessageQueue deadLetters;
  private final Sessions sessions;
  private final MessageTable messages;
  private final ReadyMessages ready;
  private final Locks locks = new Locks();

  private MessageQueue(
      String path, QueueSettings settings, Surroundings world, @Nullable MessageQueue deadLetters) {
    this.path = path;
    this.settings = settings;
    this.world = world;
    this.deadLetters = deadLetters;
    this.messages = new MessageTable(path, world.changes());
    this.ready = messages.ready();
    this.sessions = new Sessions(path, settings.lockDuration(), world);
  }

  static MessageQueue withDeadLetters(String path, QueueSettings settings, Surroundings world) {
    var dead = new MessageQueue(path + "/$deadletterqueue", settings.forDeadLetters(), world, null);
    return new MessageQueue(path, settings, world, dead);
  }

  public String path() {
    return path;
  }

  public boolean requiresSession() {
    return settings.requiresSession();
  }

  public Sessions sessions() {
    return sessions;
  }

  @Nullable MessageQueue deadLetters() {
    return deadLetters;
  }

  /** Lets a message in as active. */
  void enqueue(long number, long enqueuedNumber, Content content) {
    StoredMessage message =
        StoredMessage.active(
            number, enqueuedNumber, world.now(), settings.defaultTimeToLive(), content);
    if (settings.requiresSession() && message.sessionId() == null) {
      deadLetter(message, Settlement.DeadLetter.withoutSession());
    } else {
      messages.store(message);
    }
  }

  /** The next message that nobody holds, of one session or (null) of all; null if there is none. */
  public @Nullable Delivery take(ReceiveMode mode, @Nullable String session) {
    Long number = ready.first(session);
    while (number != null) {
      StoredMessage message = messages.require(number);
      ready.remove(message);
      if (!message.isExpired(world.now())) {
        return handOut(message, mode);
      }
      expire(message);
      number = ready.first(session);
    }
    return null;
  }

  /**
   * Takes a message by number: the way to deferred ones.
   *
   * @throws RefusedException if there is no such deferred message, or somebody holds it
   */
  public Delivery takeDeferred(long sequenceNumber, ReceiveMode mode) {
    StoredMessage message = messages.find(sequenceNumber);
    if (message == null
        || message.state() != StoredMessage.State.DEFERRED
        || locks.isLocked(sequenceNumber)) {
      throw Refusal.MESSAGE_NOT_FOUND.because(
          "Failed to lock one or more specified messages. The message with sequence number %d does"
                  .formatted(sequenceNumber)
              + " not exist, is not deferred, or is locked.");
    }
    return handOut(message, mode);
  }

  /**
   * Carries out what a receiver decided.
   *
   * @throws RefusedException if the receiver no longer holds the message
   */
  public void settle(UUID token, Settlement settlement) {
    Lock lock = requireHeld(token);
    locks.remove(lock);
    StoredMessage message = messages.require(lock.sequenceNumber());
    if (settlement instanceof Settlement.Complete) {
      messages.remove(message);
    } else if (settlement instanceof Settlement.Abandon abandon) {
      countDelivery(messages.change(message, abandon.properties()));
    } else if (settlement instanceof Settlement.Defer defer) {
      StoredMessage deferred = messages.change(message, defer.properties());
      messages.touch(deferred.with(StoredMessage.State.DEFERRED, deferred.deliveryCount()));
    } else if (settlement instanceof Settlement.DeadLetter dead) {
      messages.remove(message);
      deadLetter(message, dead);
    } else {
      makeAvailable(message);
    }
  }

  /**
   * Asks whether a settlement would be taken now.
   *
   * @throws RefusedException if nobody holds a message by this token
   */
  public void requireLock(UUID token) {
    requireHeld(token);
  }

  /**
   * Starts the lock's time anew.
   *
   * @return the new end of the lock
   * @throws RefusedException if the lock is lost
   */
  public Instant renew(UUID token) {
    Lock lock = requireHeld(token);
    Instant until = world.now().plus(settings.lockDuration());
    locks.extend(lock, until);
    return until;
  }

  /**
   * Gives a receiver a session: the named one, or the one with the oldest message nobody holds.
   *
   * @return null if no session is free
   * @throws RefusedException if the named session is taken
   */
  public Sessions.@Nullable Hold acceptSession(@Nullable String sessionId, SessionHolder holder) {
    if (sessionId != null) {
      return sessions.hold(sessionId, holder);
    }
    for (long number : ready.inOrder()) {
      String candidate = messages.require(number).sessionId();
      if (candidate != null && !sessions.isHeld(candidate)) {
        return sessions.hold(candidate, holder);
      }
    }
    return null;
  }

  /** The receiver closed: the session is free, and its unsettled deliveries do not count. */
  public void releaseSession(String sessionId, SessionHolder holder) {
    if (sessions.drop(sessionId, holder)) {
      for (StoredMessage message : unlockAll(sessionId)) {
        makeAvailable(message);
      }
    }
  }

  /** Messages in order from a number on, whatever their state and whoever holds them. */
  Iterable<StoredMessage> from(long sequenceNumber) {
    return messages.from(sequenceNumber);
  }

  /** Does what time brings: locks and sessions run out, messages expire. */
  void advance() {
    Instant now = world.now();
    for (Lock lock : locks.endedBy(now)) {
      locks.remove(lock);
      countDelivery(messages.require(lock.sequenceNumber()));
    }
    for (Sessions.Hold hold : sessions.takeEnded(now)) {
      unlockAll(hold.sessionId()).forEach(this::countDelivery);
      hold.holder().sessionLost();
    }
    for (long number : messages.takeEnded(now)) {
      StoredMessage message = messages.find(number);
      // A message somebody holds outlives its time until it comes back (see makeAvailable).
      if (message != null && !locks.isLocked(number)) {
        ready.remove(message);
        expire(message);
      }
    }
    if (deadLetters != null) {
      deadLetters.advance();
    }
  }

  @Nullable Instant nextDeadline() {
    Instant own =
        Deadlines.earliest(
            Deadlines.earliest(locks.nextEnd(), sessions.nextEnd()), messages.nextEnd());
    return deadLetters == null ? own : Deadlines.earliest(own, deadLetters.nextDeadline());
  }

  void restore(EntityState state) {
    sessions.restore(state.sessionStates());
    for (StoredMessage message : state.messages().values()) {
      if (message.state() != StoredMessage.State.SCHEDULED) {
        messages.index(message);
      }
    }
  }

  void snapshot(ChangeLog target) {
    sessions.snapshot(target);
    messages.snapshot(target);
    if (deadLetters != null) {
      deadLetters.snapshot(target);
    }
  }

  private Delivery handOut(StoredMessage message, ReceiveMode mode) {
    UUID token = world.lockTokens().get();
    if (mode == ReceiveMode.RECEIVE_AND_DELETE) {
      messages.remove(message);
      return new Delivery(message, token, world.now());
    }
    if (settings.requiresSession()) {
      // The session's hold covers its messages; their own locks never end by themselves.
      locks.add(new Lock(token, message.sequenceNumber(), Instant.MAX));
      String session = String.valueOf(message.sessionId());
      return new Delivery(message, token, sessions.heldUntil(session));
    }
    Lock lock =
        new Lock(token, message.sequenceNumber(), world.now().plus(settings.lockDuration()));
    locks.add(lock);
    return new Delivery(message, token, lock.until());
  }

  private Iterable<StoredMessage> unlockAll(String sessionId) {
    return locks.all().stream()
        .filter(lock -> sessionId.equals(messages.require(lock.sequenceNumber()).sessionId()))
        .peek(locks::remove)
        .map(lock -> messages.require(lock.sequenceNumber()))
        .toList();
  }

  private void countDelivery(StoredMessage message) {
    StoredMessage counted = message.with(message.state(), message.deliveryCount() + 1);
    if (deadLetters != null && counted.deliveryCount() >= settings.maxDeliveryCount()) {
      messages.remove(message);
      deadLetter(counted, Settlement.DeadLetter.after(settings.maxDeliveryCount()));
    } else {
      messages.touch(counted);
      makeAvailable(counted);
    }
  }

  private void makeAvailable(StoredMessage message) {
    if (message.isExpired(world.now())) {
      expire(message);
    } else if (message.state() == StoredMessage.State.ACTIVE) {
      ready.add(message);
    }
  }

  private void expire(StoredMessage message) {
    messages.remove(message);
    if (settings.deadLetterOnExpiration()) {
      deadLetter(message, Settlement.DeadLetter.expired());
    }
  }

  /** In a dead-letter queue itself, dead-lettering puts the message back with its new reason. */
  private void deadLetter(StoredMessage message, Settlement.DeadLetter why) {
    MessageQueue target = deadLetters == null ? this : deadLetters;
    Content content = message.content().withApplicationProperties(why.asProperties());
    target.messages.store(message.deadLettered(path, content));
  }

  private Lock requireHeld(UUID token) {
    Lock lock = locks.find(token);
    if (lock == null || !lock.until().isAfter(world.now())) {
      Refusal why =
          settings.requiresSession() ? Refusal.SESSION_LOCK_LOST : Refusal.MESSAGE_LOCK_LOST;
      throw why.because(
          "The lock supplied is invalid. Either the lock expired, or the message has already been"
              + " removed from '%s'.".formatted(path));
    }
    return lock;
  }
}
