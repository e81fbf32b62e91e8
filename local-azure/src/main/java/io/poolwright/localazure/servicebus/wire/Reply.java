package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.RefusedException;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.message.Message;

/** The shapes of replies: a status among the application properties, and a map as the body. */
final class Reply {
  private Reply() {}

  static Message ok(Map<String, ?> body) {
    return message(Map.of("statusCode", 200, "statusDescription", "OK"), body);
  }

  /** Nothing to show: no messages to peek at, no rules. */
  static Message noContent() {
    return message(Map.of("statusCode", 204, "statusDescription", "No Content"), Map.of());
  }

  static Message refusal(RefusedException e) {
    Map<String, Object> status = new HashMap<>();
    status.put("statusCode", e.refusal().status());
    status.put("statusDescription", e.detail());
    status.put("errorCondition", Symbol.valueOf(e.refusal().condition()));
    return message(status, Map.of());
  }

  /** What {@code $cbs} says to any token: this broker has no secrets. */
  static Message tokenTaken() {
    return message(Map.of("status-code", 202, "status-description", "Accepted"), Map.of());
  }

  private static Message message(Map<String, Object> status, Map<String, ?> body) {
    Message reply = Message.Factory.create();
    reply.setApplicationProperties(new ApplicationProperties(status));
    reply.setBody(new AmqpValue(body));
    return reply;
  }
}
