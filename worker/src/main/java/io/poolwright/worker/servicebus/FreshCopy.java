package io.poolwright.worker.servicebus;

import com.azure.core.amqp.models.AmqpMessageBody;
import com.azure.core.amqp.models.AmqpMessageBodyType;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is sent again in place of a dead letter: what its sender wrote, without what the broker and
 * whoever gave it up have added. It has no time to live: that of the dead letter may be over.
 */
final class FreshCopy {
  private static final Set<String> OF_THE_DEAD_LETTER =
      Set.of("DeadLetterReason", "DeadLetterErrorDescription");

  /** Azure's limit of a message id. */
  private static final int LONGEST_ID = 128;

  private static final String SUFFIX = ":redrive-";

  private FreshCopy() {}

  /**
   * The copy.
   *
   * @param body the corrected body; null to send the same one
   */
  static ServiceBusMessage of(ServiceBusReceivedMessage dead, byte @Nullable [] body) {
    var copy =
        new ServiceBusMessage(body == null ? sameBody(dead) : AmqpMessageBody.fromData(body))
            .setMessageId(id(dead))
            .setContentType(dead.getContentType())
            .setSubject(dead.getSubject())
            .setCorrelationId(dead.getCorrelationId())
            .setTo(dead.getTo())
            .setReplyTo(dead.getReplyTo());
    if (dead.getPartitionKey() != null) {
      copy.setPartitionKey(dead.getPartitionKey());
    }
    copy.getApplicationProperties().putAll(dead.getApplicationProperties());
    copy.getApplicationProperties().keySet().removeAll(OF_THE_DEAD_LETTER);
    return copy;
  }

  private static AmqpMessageBody sameBody(ServiceBusReceivedMessage dead) {
    AmqpMessageBody body = dead.getRawAmqpMessage().getBody();
    return body.getBodyType() == AmqpMessageBodyType.DATA
        ? AmqpMessageBody.fromData(body.getFirstData())
        : body;
  }

  /**
   * {@code original:redrive-N}, with the sequence number of the dead letter.
   *
   * <p>It must not be the original id: the queue drops what has an id that it saw of late, and the
   * copy would be gone with the dead letter. And it must not be made by chance: should the same
   * dead letter be sent again twice, because an answer was lost or two people did it at once, the
   * queue drops the second copy. No two dead letters of a queue share a number, so an original id
   * that is too long may be cut; a suffix of an earlier redrive gives way to the new one.
   */
  static String id(ServiceBusReceivedMessage dead) {
    return id(dead.getMessageId(), dead.getSequenceNumber());
  }

  static String id(@Nullable String original, long sequenceNumber) {
    String suffix = SUFFIX + sequenceNumber;
    String bare = original == null ? "" : original.replaceFirst(SUFFIX + "\\d+$", "");
    int room = LONGEST_ID - suffix.length();
    return (bare.length() <= room ? bare : bare.substring(0, room)) + suffix;
  }
}
