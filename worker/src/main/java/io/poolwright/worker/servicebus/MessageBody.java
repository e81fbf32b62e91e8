package io.poolwright.worker.servicebus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.amqp.models.AmqpMessageBody;
import com.azure.core.amqp.models.AmqpMessageBodyType;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;

/** The body of a message as bytes, however its sender has put it. */
final class MessageBody {
  private MessageBody() {}

  /**
   * Data as it is, and a text (as JMS and others send it) in UTF-8. {@code getBody} of the SDK
   * throws for all but data.
   *
   * <p>Any other AMQP value becomes what it prints as. Neither a request nor a wake-up looks like
   * that, so it goes to the dead-letter queue at its first delivery, like any other noise.
   */
  static byte[] of(ServiceBusReceivedMessage message) {
    AmqpMessageBody body = message.getRawAmqpMessage().getBody();
    AmqpMessageBodyType type = body.getBodyType();
    if (type == AmqpMessageBodyType.DATA) {
      return body.getFirstData();
    }
    Object value = type == AmqpMessageBodyType.VALUE ? body.getValue() : body.getSequence();
    return String.valueOf(value).getBytes(UTF_8);
  }
}
