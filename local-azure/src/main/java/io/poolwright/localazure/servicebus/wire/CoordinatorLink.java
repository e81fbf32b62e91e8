package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.RefusedException;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.transaction.Declare;
import org.apache.qpid.proton.amqp.transaction.Declared;
import org.apache.qpid.proton.amqp.transaction.Discharge;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** Where a client declares and discharges its transactions. */
final class CoordinatorLink implements LinkHandler {
  private final Receiver link;
  private final AmqpCodec codec;
  private final Transactions transactions;

  CoordinatorLink(Receiver link, AmqpCodec codec, Transactions transactions) {
    this.link = link;
    this.codec = codec;
    this.transactions = transactions;
  }

  @Override
  public void onDelivery(Delivery delivery) {
    byte[] message = Incoming.take(link, delivery);
    if (message != null) {
      delivery.disposition(answer(message));
      delivery.settle();
    }
  }

  private DeliveryState answer(byte[] message) {
    try {
      for (AmqpCodec.Section section : codec.sections(message)) {
        if (section.value() instanceof AmqpValue body) {
          return answer(body.getValue());
        }
      }
      throw Refusal.DECODE.because("Neither declare nor discharge.");
    } catch (RefusedException e) {
      return Errors.rejected(e);
    }
  }

  private DeliveryState answer(Object request) {
    if (request instanceof Declare) {
      Declared declared = new Declared();
      declared.setTxnId(transactions.declare());
      return declared;
    } else if (request instanceof Discharge discharge) {
      transactions.discharge(discharge.getTxnId(), Boolean.TRUE.equals(discharge.getFail()));
      return Accepted.getInstance();
    }
    throw Refusal.DECODE.because("Neither declare nor discharge: " + request);
  }
}
