package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.RefusedException;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;

/** A client's link to a node that answers each message: {@code $cbs} or a {@code $management}. */
final class RequestLink implements LinkHandler {
  private final Receiver link;
  private final RequestNode node;
  private final ReplyLinks replies;

  RequestLink(Receiver link, RequestNode node, ReplyLinks replies) {
    this.link = link;
    this.node = node;
    this.replies = replies;
  }

  @Override
  public void onDelivery(Delivery delivery) {
    byte[] bytes = Incoming.take(link, delivery);
    if (bytes == null) {
      return;
    }
    Message request = Message.Factory.create();
    request.decode(bytes, 0, bytes.length);
    delivery.disposition(Accepted.getInstance());
    delivery.settle();
    Message reply = answer(request);
    // Java's requests carry a number, Node's a string: it goes back as whatever it was.
    reply.setCorrelationId(request.getMessageId());
    replies.send(link.getRemoteTarget().getAddress(), request.getReplyTo(), link, reply);
  }

  private Message answer(Message request) {
    try {
      return node.answer(request);
    } catch (RefusedException e) {
      return Reply.refusal(e);
    }
  }
}
