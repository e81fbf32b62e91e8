package io.poolwright.localazure.servicebus.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/** One connection's links that carry replies. */
final class ReplyLinks {
  private static final int ROOM_FOR_HEADERS = 4096;

  private final List<Sender> links = new ArrayList<>();
  private long lastTag;

  LinkHandler add(Sender link) {
    links.add(link);
    return new LinkHandler() {
      @Override
      public void onClosed() {
        links.remove(link);
      }
    };
  }

  /**
   * Sends a reply by the link the request names in {@code reply-to}: as a target address (Java), or
   * as a link name (Node). A request that names none is answered beside where it came from.
   */
  void send(String node, @Nullable String replyTo, Receiver from, Message reply) {
    Optional<Sender> link =
        find(node, sender -> replyTo != null && replyTo.equals(target(sender)))
            .or(() -> find(node, sender -> sender.getName().equals(replyTo)))
            .or(() -> find(node, sender -> sender.getSession() == from.getSession()));
    link.ifPresent(sender -> send(sender, reply));
  }

  private void send(Sender link, Message reply) {
    byte[] bytes = encode(reply);
    Delivery delivery = link.delivery(ByteBuffer.allocate(8).putLong(++lastTag).array());
    link.send(bytes, 0, bytes.length);
    link.advance();
    delivery.settle();
  }

  private static byte[] encode(Message reply) {
    int size = ROOM_FOR_HEADERS;
    while (true) {
      byte[] bytes = new byte[size];
      try {
        int length = reply.encode(bytes, 0, size);
        return java.util.Arrays.copyOf(bytes, length);
      } catch (java.nio.BufferOverflowException | IndexOutOfBoundsException tooSmall) {
        size *= 4;
      }
    }
  }

  private Optional<Sender> find(String node, Predicate<Sender> test) {
    return links.stream()
        .filter(sender -> node.equalsIgnoreCase(source(sender)))
        .filter(test)
        .findFirst();
  }

  private static @Nullable String source(Link link) {
    return link.getRemoteSource() == null ? null : link.getRemoteSource().getAddress();
  }

  private static @Nullable String target(Link link) {
    return link.getRemoteTarget() == null
        ? null
        : Objects.toString(link.getRemoteTarget().getAddress(), null);
  }
}
