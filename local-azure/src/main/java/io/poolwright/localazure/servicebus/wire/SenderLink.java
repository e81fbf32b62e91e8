package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Content;
import io.poolwright.localazure.servicebus.queue.Inbox;
import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.RefusedException;
import io.poolwright.localazure.servicebus.queue.Transaction;
import java.util.List;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** A client's link to a queue or topic it sends to. */
final class SenderLink implements LinkHandler {
  /** The Standard tier's limit, which the attach tells the client too. */
  static final int MAX_MESSAGE_SIZE = 256 * 1024;

  private static final int BATCH_FORMAT = 0x80013700;

  private final Receiver link;
  private final Inbox inbox;
  private final String route;
  private final AmqpCodec codec;
  private final Transactions transactions;

  /**
   * A sender.
   *
   * @param route the entity through which what is sent in a transaction goes
   */
  SenderLink(Receiver link, Inbox inbox, String route, AmqpCodec codec, Transactions transactions) {
    this.link = link;
    this.inbox = inbox;
    this.route = route;
    this.codec = codec;
    this.transactions = transactions;
  }

  @Override
  public void onDelivery(Delivery delivery) {
    byte[] bytes = Incoming.take(link, delivery);
    if (bytes != null) {
      delivery.disposition(receive(delivery, bytes));
      delivery.settle();
    }
  }

  private DeliveryState receive(Delivery delivery, byte[] bytes) {
    try {
      List<Content> messages = messages(delivery.getMessageFormat(), bytes);
      if (delivery.getRemoteState() instanceof TransactionalState state) {
        Transaction transaction = transactions.find(state.getTxnId());
        messages.forEach(message -> transaction.send(route, inbox, message));
        TransactionalState accepted = new TransactionalState();
        accepted.setTxnId(state.getTxnId());
        accepted.setOutcome(Accepted.getInstance());
        return accepted;
      }
      messages.forEach(inbox::check);
      messages.forEach(inbox::accept);
      return Accepted.getInstance();
    } catch (RefusedException e) {
      return Errors.rejected(e);
    }
  }

  private List<Content> messages(int format, byte[] bytes) {
    if (bytes.length > MAX_MESSAGE_SIZE) {
      throw tooLarge(bytes.length);
    }
    List<byte[]> parts = format == BATCH_FORMAT ? codec.batch(bytes) : List.of(bytes);
    return parts.stream().<Content>map(part -> new AmqpContent(codec, part)).toList();
  }

  static RefusedException tooLarge(int size) {
    return Refusal.MESSAGE_TOO_LARGE.because(
        "The received message (%d bytes) exceeds the limit of %d bytes on this link."
            .formatted(size, MAX_MESSAGE_SIZE));
  }
}
