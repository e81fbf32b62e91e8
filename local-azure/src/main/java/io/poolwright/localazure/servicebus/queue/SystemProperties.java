package io.poolwright.localazure.servicebus.queue;

import org.jspecify.annotations.Nullable;

/** The standard properties that duplicate detection, sessions and filters use; null if not set. */
public record SystemProperties(
    @Nullable String messageId,
    @Nullable String correlationId,
    @Nullable String to,
    @Nullable String replyTo,
    @Nullable String label,
    @Nullable String sessionId,
    @Nullable String replyToSessionId,
    @Nullable String contentType) {

  /** The real service's limit for MessageId, SessionId and ReplyToSessionId. */
  private static final int MAX_LENGTH = 128;

  public static SystemProperties none() {
    return new SystemProperties(null, null, null, null, null, null, null, null);
  }

  public SystemProperties withMessageId(String id) {
    return new SystemProperties(
        id, correlationId, to, replyTo, label, sessionId, replyToSessionId, contentType);
  }

  public SystemProperties withSessionId(String id) {
    return new SystemProperties(
        messageId, correlationId, to, replyTo, label, id, replyToSessionId, contentType);
  }

  /**
   * Refuses identifiers the real service would refuse.
   *
   * @throws RefusedException if an identifier is longer than the real service takes
   */
  public void requireWithinLimits() {
    requireShort("MessageId", messageId);
    requireShort("SessionId", sessionId);
    requireShort("ReplyToSessionId", replyToSessionId);
  }

  private static void requireShort(String property, @Nullable String value) {
    if (value != null && value.length() > MAX_LENGTH) {
      throw Refusal.ARGUMENT.because(
          "The length of %s is %d; it must not exceed %d characters."
              .formatted(property, value.length(), MAX_LENGTH));
    }
  }
}
