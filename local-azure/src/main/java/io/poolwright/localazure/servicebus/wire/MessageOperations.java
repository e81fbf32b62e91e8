package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Delivery;
import io.poolwright.localazure.servicebus.queue.MessageQueue;
import io.poolwright.localazure.servicebus.queue.Namespace;
import io.poolwright.localazure.servicebus.queue.ReceiveMode;
import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.Settlement;
import io.poolwright.localazure.servicebus.queue.Source;
import io.poolwright.localazure.servicebus.queue.StoredMessage;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.message.Message;

/** Looking at, taking and settling messages without a receiving link. */
final class MessageOperations {
  private final Namespace namespace;
  private final String entity;

  MessageOperations(Namespace namespace, String entity) {
    this.namespace = namespace;
    this.entity = entity;
  }

  Message peek(Request request) {
    List<StoredMessage> found =
        source()
            .peek(
                request.number("from-sequence-number"),
                Math.toIntExact(request.number("message-count")),
                request.optionalText("session-id"));
    if (found.isEmpty()) {
      return Reply.noContent();
    }
    return Reply.ok(
        Map.of(
            "messages",
            found.stream()
                .map(message -> new Binary(DeliveredMessage.encode(message, null)))
                .map(bytes -> Map.of("message", bytes))
                .toList()));
  }

  Message receive(Request request) {
    ReceiveMode mode =
        request.number("receiver-settle-mode") == 0
            ? ReceiveMode.RECEIVE_AND_DELETE
            : ReceiveMode.PEEK_LOCK;
    List<Map<String, Object>> taken =
        request.numbers("sequence-numbers").stream()
            .map(number -> source().messages().takeDeferred(number, mode))
            .map(MessageOperations::entry)
            .toList();
    return Reply.ok(Map.of("messages", taken));
  }

  Message renewLock(Request request) {
    MessageQueue queue = source().messages();
    Date[] expirations =
        request.lockTokens().stream().map(queue::renew).map(Date::from).toArray(Date[]::new);
    return Reply.ok(Map.of("expirations", expirations));
  }

  Message updateDisposition(Request request) {
    MessageQueue queue = source().messages();
    Settlement settlement = settlement(request);
    request.lockTokens().forEach(token -> queue.settle(token, settlement));
    return Reply.ok(Map.of());
  }

  private Source source() {
    return namespace.source(entity);
  }

  private static Map<String, Object> entry(Delivery delivery) {
    byte[] bytes = DeliveredMessage.encode(delivery.message(), delivery.lockedUntil());
    return Map.of("message", new Binary(bytes), "lock-token", delivery.lockToken());
  }

  private static Settlement settlement(Request request) {
    Map<String, Object> properties = request.map("properties-to-modify");
    String status = request.text("disposition-status");
    return switch (status) {
      case "completed" -> new Settlement.Complete();
      case "abandoned" -> new Settlement.Abandon(properties);
      // The clients' own spelling.
      case "defered" -> new Settlement.Defer(properties);
      case "suspended" ->
          new Settlement.DeadLetter(
              request.optionalText("deadletter-reason"),
              request.optionalText("deadletter-description"),
              properties);
      case "released" -> new Settlement.Release();
      default -> throw Refusal.ARGUMENT.because("Unknown disposition-status: " + status);
    };
  }
}
