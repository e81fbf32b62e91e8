package io.poolwright.localazure.servicebus.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as an entity keeps it.
 *
 * @param sequenceNumber its number in this entity, from 1; a scheduled message gets a new one when
 *     it becomes active
 * @param enqueuedSequenceNumber the number it got where it first came in (the topic, for a
 *     subscription's message)
 * @param enqueuedAt when it became active, or for a scheduled one, when it will
 * @param deliveryCount how many deliveries ended without the message being settled for good
 * @param expiresAt when its time to live is over; null for never
 * @param deadLetterSource the entity that dead-lettered it; null for others
 */
public record StoredMessage(
    long sequenceNumber,
    long enqueuedSequenceNumber,
    Instant enqueuedAt,
    State state,
    int deliveryCount,
    @Nullable Instant expiresAt,
    @Nullable String deadLetterSource,
    Content content) {

  /** Who may get a message. */
  public enum State {
    /** Whoever asks next. */
    ACTIVE(0),
    /** Who names its number. */
    DEFERRED(1),
    /** Nobody yet. */
    SCHEDULED(2);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** The value of {@code x-opt-message-state}. */
    public int code() {
      return code;
    }
  }

  /** A message that becomes active now; the shorter of both times to live counts. */
  static StoredMessage active(
      long number, long enqueuedNumber, Instant now, @Nullable Duration limit, Content content) {
    Instant expiry = expiry(now, shorter(content.timeToLive(), limit));
    return new StoredMessage(number, enqueuedNumber, now, State.ACTIVE, 0, expiry, null, content);
  }

  static StoredMessage scheduled(long number, Instant at, Content content) {
    return new StoredMessage(number, number, at, State.SCHEDULED, 0, null, null, content);
  }

  StoredMessage with(State newState, int newDeliveryCount) {
    return new StoredMessage(
        sequenceNumber,
        enqueuedSequenceNumber,
        enqueuedAt,
        newState,
        newDeliveryCount,
        expiresAt,
        deadLetterSource,
        content);
  }

  StoredMessage with(Content newContent) {
    return new StoredMessage(
        sequenceNumber,
        enqueuedSequenceNumber,
        enqueuedAt,
        state,
        deliveryCount,
        expiresAt,
        deadLetterSource,
        newContent);
  }

  /** The message as its dead-letter queue keeps it: active again, and without an end. */
  StoredMessage deadLettered(String source, Content withReason) {
    return new StoredMessage(
        sequenceNumber,
        enqueuedSequenceNumber,
        enqueuedAt,
        State.ACTIVE,
        deliveryCount,
        null,
        source,
        withReason);
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }

  @Nullable String sessionId() {
    return content.system().sessionId();
  }

  private static @Nullable Instant expiry(Instant now, @Nullable Duration timeToLive) {
    return timeToLive == null ? null : now.plus(timeToLive);
  }

  private static @Nullable Duration shorter(@Nullable Duration a, @Nullable Duration b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }
}
