package io.poolwright.localazure.servicebus;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transport.ReceiverSettleMode;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/** AMQP without a client: one receiver on one queue, and every frame under control. */
final class BareReceiver implements AutoCloseable {
  private final Socket socket;
  private final Transport transport = Proton.transport();
  private final Connection connection = Proton.connection();
  private final Collector collector = Proton.collector();
  private final Receiver receiver;
  private int received;
  private int echoes;

  BareReceiver(int port, String queue) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    transport.sasl().client();
    transport.sasl().setMechanisms("ANONYMOUS");
    connection.setContainer("bare");
    connection.collect(collector);
    transport.bind(connection);
    connection.open();
    Session session = connection.session();
    session.open();
    receiver = session.receiver("bare");
    Source source = new Source();
    source.setAddress(queue);
    receiver.setSource(source);
    receiver.setTarget(new Target());
    receiver.setSenderSettleMode(SenderSettleMode.UNSETTLED);
    receiver.setReceiverSettleMode(ReceiverSettleMode.SECOND);
    receiver.open();
  }

  /**
   * Gives credit for so many more, and waits for them and then for one more answer of the broker,
   * before which anything beyond the credit would have come.
   *
   * @return how many have come in all
   */
  int receiveFor(int credit) throws IOException {
    int expected = received + credit;
    receiver.flow(credit);
    while (received < expected) {
      turn();
    }
    // A new session is answered after everything that the broker had to send before it.
    connection.session().open();
    int answered = echoes + 1;
    while (echoes < answered) {
      turn();
    }
    return received;
  }

  private void turn() throws IOException {
    while (transport.pending() > 0) {
      ByteBuffer head = transport.head();
      byte[] bytes = new byte[head.remaining()];
      head.get(bytes);
      socket.getOutputStream().write(bytes);
      transport.pop(bytes.length);
    }
    byte[] bytes = new byte[Math.min(transport.capacity(), 4096)];
    int count = socket.getInputStream().read(bytes);
    if (count < 0) {
      throw new EOFException("the broker hung up");
    }
    transport.tail().put(bytes, 0, count);
    transport.process();
    for (Event event = collector.peek(); event != null; event = collector.peek()) {
      handle(event);
      collector.pop();
    }
  }

  private void handle(Event event) {
    if (event.getType() == Event.Type.SESSION_REMOTE_OPEN) {
      echoes++;
    } else if (event.getType() == Event.Type.DELIVERY) {
      Delivery delivery = event.getDelivery();
      if (delivery.isReadable() && !delivery.isPartial()) {
        receiver.recv(new byte[delivery.pending()], 0, delivery.pending());
        receiver.advance();
        received++;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
