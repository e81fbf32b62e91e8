package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Delivery;
import io.poolwright.localazure.servicebus.queue.MessageQueue;
import io.poolwright.localazure.servicebus.queue.ReceiveMode;
import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.RefusedException;
import io.poolwright.localazure.servicebus.queue.SessionHolder;
import io.poolwright.localazure.servicebus.queue.Settlement;
import io.poolwright.localazure.servicebus.queue.Source;
import java.util.UUID;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/** A client's link to what it receives from. */
final class ReceiverLink implements LinkHandler, SessionHolder {
  private final Sender link;
  private final String entity;
  private final MessageQueue queue;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final ReceiveMode mode;
  private @Nullable String session;

  ReceiverLink(Sender link, Source source, Transactions transactions, Dispatcher dispatcher) {
    this.link = link;
    this.entity = source.entity();
    this.queue = source.messages();
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.mode =
        link.getRemoteSenderSettleMode() == SenderSettleMode.SETTLED
            ? ReceiveMode.RECEIVE_AND_DELETE
            : ReceiveMode.PEEK_LOCK;
  }

  MessageQueue queue() {
    return queue;
  }

  /** From now on only this session's messages. */
  void bindTo(String sessionId) {
    session = sessionId;
  }

  /** Sends one message if the client has room and there is one; says whether it did. */
  boolean sendNext() {
    if (link.getCredit() <= 0) {
      return false;
    }
    Delivery next = queue.take(mode, session);
    if (next == null) {
      return false;
    }
    send(next);
    return true;
  }

  /** A client that asked for what there is now, and no more, gets its credit back. */
  void finishDrain() {
    if (link.getDrain() && link.getCredit() > 0) {
      link.drained();
    }
  }

  private void send(Delivery next) {
    byte[] bytes = DeliveredMessage.encode(next.message(), next.lockedUntil());
    var delivery = link.delivery(Bytes.dotNetOrder(next.lockToken()));
    delivery.setContext(next.lockToken());
    link.send(bytes, 0, bytes.length);
    link.advance();
    if (mode == ReceiveMode.RECEIVE_AND_DELETE) {
      delivery.settle();
    }
  }

  @Override
  public void onDelivery(org.apache.qpid.proton.engine.Delivery delivery) {
    DeliveryState asked = delivery.getRemoteState();
    if (!delivery.isUpdated() || asked == null || !(delivery.getContext() instanceof UUID token)) {
      return;
    }
    delivery.disposition(settle(token, asked));
    delivery.settle();
  }

  private DeliveryState settle(UUID token, DeliveryState asked) {
    try {
      if (asked instanceof TransactionalState state) {
        Settlement settlement = Outcomes.settlement(state.getOutcome());
        transactions.find(state.getTxnId()).settle(entity, queue, token, settlement);
        TransactionalState answer = new TransactionalState();
        answer.setTxnId(state.getTxnId());
        answer.setOutcome(state.getOutcome());
        return answer;
      }
      queue.settle(token, Outcomes.settlement(asked));
      return Outcomes.answer(asked);
    } catch (RefusedException e) {
      return Errors.rejected(e);
    }
  }

  @Override
  public void onClosed() {
    dispatcher.remove(this);
    if (session != null) {
      queue.releaseSession(session, this);
    }
  }

  /** What was unsettled stays locked until its time, as with the real service. */
  @Override
  public void onConnectionLost() {
    dispatcher.remove(this);
  }

  @Override
  public void sessionLost() {
    dispatcher.remove(this);
    Errors.close(
        link,
        Refusal.SESSION_LOCK_LOST.because(
            "The session lock has expired on the session '%s'. Accept a new session."
                .formatted(session)));
  }
}
