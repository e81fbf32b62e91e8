package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.StoredMessage;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.jspecify.annotations.Nullable;

/** What a receiver sees of a stored message. */
final class DeliveredMessage {
  private static final Symbol SEQUENCE_NUMBER = Symbol.valueOf("x-opt-sequence-number");
  private static final Symbol ENQUEUED_NUMBER = Symbol.valueOf("x-opt-enqueue-sequence-number");
  private static final Symbol ENQUEUED_TIME = Symbol.valueOf("x-opt-enqueued-time");
  private static final Symbol LOCKED_UNTIL = Symbol.valueOf("x-opt-locked-until");
  private static final Symbol STATE = Symbol.valueOf("x-opt-message-state");
  private static final Symbol DEAD_LETTER_SOURCE = Symbol.valueOf("x-opt-deadletter-source");

  private DeliveredMessage() {}

  /**
   * Encodes a message with the broker's own header and annotations.
   *
   * @param lockedUntil null if nobody holds it (it was peeked at)
   */
  static byte[] encode(StoredMessage message, @Nullable Instant lockedUntil) {
    Header header = new Header();
    header.setDeliveryCount(UnsignedInteger.valueOf(message.deliveryCount()));
    Map<Symbol, Object> annotations = new HashMap<>();
    annotations.put(SEQUENCE_NUMBER, message.sequenceNumber());
    annotations.put(ENQUEUED_NUMBER, message.enqueuedSequenceNumber());
    annotations.put(ENQUEUED_TIME, Date.from(message.enqueuedAt()));
    annotations.put(STATE, message.state().code());
    if (lockedUntil != null) {
      annotations.put(LOCKED_UNTIL, Date.from(lockedUntil));
    }
    if (message.deadLetterSource() != null) {
      annotations.put(DEAD_LETTER_SOURCE, message.deadLetterSource());
    }
    return ((AmqpContent) message.content()).delivered(header, annotations);
  }
}
