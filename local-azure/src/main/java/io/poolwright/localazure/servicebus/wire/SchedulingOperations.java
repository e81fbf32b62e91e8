package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Inbox;
import io.poolwright.localazure.servicebus.queue.Namespace;
import io.poolwright.localazure.servicebus.queue.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.message.Message;

/** Scheduling messages and taking them back. */
final class SchedulingOperations {
  private final Namespace namespace;
  private final String entity;
  private final AmqpCodec codec;

  SchedulingOperations(Namespace namespace, String entity, AmqpCodec codec) {
    this.namespace = namespace;
    this.entity = entity;
    this.codec = codec;
  }

  Message schedule(Request request) {
    Inbox inbox = namespace.destination(entity).inbox();
    List<AmqpContent> messages = request.items("messages").stream().map(this::content).toList();
    messages.forEach(inbox::check);
    Long[] numbers =
        messages.stream()
            .map(message -> inbox.schedule(message, due(message)))
            .toArray(Long[]::new);
    return Reply.ok(Map.of("sequence-numbers", numbers));
  }

  Message cancel(Request request) {
    Inbox inbox = namespace.destination(entity).inbox();
    request.numbers("sequence-numbers").forEach(inbox::cancel);
    return Reply.ok(Map.of());
  }

  private AmqpContent content(Object item) {
    Binary encoded = item instanceof Map<?, ?> map ? new Request(map).binary("message") : null;
    if (encoded == null) {
      throw Refusal.ARGUMENT.because("Each of 'messages' needs a binary 'message'.");
    }
    if (encoded.getLength() > SenderLink.MAX_MESSAGE_SIZE) {
      throw SenderLink.tooLarge(encoded.getLength());
    }
    return new AmqpContent(codec, Bytes.copy(encoded));
  }

  private static Instant due(AmqpContent message) {
    Instant due = message.scheduledEnqueueTime();
    if (due == null) {
      throw Refusal.ARGUMENT.because("A scheduled message needs x-opt-scheduled-enqueue-time.");
    }
    return due;
  }
}
