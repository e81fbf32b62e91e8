package io.poolwright.localazure.servicebus.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's socket and the AMQP engine behind it. */
final class ClientConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
  private static final int MAX_FRAME_SIZE = 65_536;

  /** The real service's; clients keep an idle connection alive by empty frames. */
  private static final int IDLE_TIMEOUT_MILLIS = 240_000;

  private static final EnumSet<EndpointState> ANY = EnumSet.allOf(EndpointState.class);

  private final SocketChannel socket;
  private final SelectionKey key;
  private final LinkOpener opener;
  private final Transport transport = Transport.Factory.create();
  private final Connection connection = Connection.Factory.create();
  private final Collector collector = Collector.Factory.create();

  ClientConnection(SocketChannel socket, SelectionKey key, LinkOpener opener) {
    this.socket = socket;
    this.key = key;
    this.opener = opener;
    // Before sasl(): later it would not reach the SASL layer's buffers.
    transport.setMaxFrameSize(MAX_FRAME_SIZE);
    transport.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
    transport.setEmitFlowEventOnSend(false);
    Sasl sasl = transport.sasl();
    sasl.server();
    sasl.setMechanisms("ANONYMOUS", "MSSBCBS");
    sasl.done(Sasl.SaslOutcome.PN_SASL_OK);
    connection.collect(collector);
    transport.bind(connection);
  }

  /** Takes in what the client sent and does it; nothing is answered before {@link #write}. */
  void read() throws IOException {
    boolean open = true;
    while (open && transport.capacity() > 0) {
      int count = socket.read(transport.tail());
      if (count == 0) {
        break;
      }
      if (count < 0) {
        transport.close_tail();
        open = false;
      } else {
        transport.process();
      }
      handleEvents();
    }
  }

  /** Gives the client what is due to it, as far as its socket takes it. */
  void write() throws IOException {
    handleEvents();
    while (transport.pending() > 0) {
      ByteBuffer head = transport.head();
      int written = socket.write(head);
      if (written > 0) {
        transport.pop(written);
      }
      if (head.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  /** Sends and expects signs of life; returns when to ask again in milliseconds, 0 for never. */
  long tick(long nowMillis) {
    return transport.tick(nowMillis);
  }

  boolean isOver() {
    return transport.isClosed() || transport.pending() < 0 || !socket.isOpen();
  }

  /** Lets go of everything; what the client had not settled stays locked until its time. */
  void drop() {
    for (Link link = connection.linkHead(ANY, ANY); link != null; link = link.next(ANY, ANY)) {
      if (link.getContext() instanceof LinkHandler handler) {
        link.setContext(null);
        handler.onConnectionLost();
      }
    }
    key.cancel();
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing a socket", e);
    }
  }

  private void handleEvents() {
    for (Event event = collector.peek(); event != null; event = collector.peek()) {
      handle(event);
      collector.pop();
    }
  }

  private void handle(Event event) {
    switch (event.getType()) {
      case CONNECTION_REMOTE_OPEN -> {
        connection.setContainer("poolwright-local-azure");
        connection.open();
      }
      case CONNECTION_REMOTE_CLOSE -> {
        closeLinks(null);
        connection.close();
      }
      case SESSION_REMOTE_OPEN -> event.getSession().open();
      case SESSION_REMOTE_CLOSE -> {
        closeLinks(event.getSession());
        event.getSession().close();
      }
      case LINK_REMOTE_OPEN -> opener.open(event.getLink());
      case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> close(event.getLink());
      case DELIVERY -> deliver(event.getDelivery());
      case TRANSPORT_ERROR -> LOG.debug("connection failed: {}", transport.getCondition());
      default -> {
        // Local events echo what was done here; credit is looked at once per turn.
      }
    }
  }

  private static void deliver(Delivery delivery) {
    if (delivery.getLink().getContext() instanceof LinkHandler handler) {
      handler.onDelivery(delivery);
    }
  }

  private static void close(Link link) {
    if (link.getContext() instanceof LinkHandler handler) {
      link.setContext(null);
      handler.onClosed();
    }
    link.close();
    link.free();
  }

  private void closeLinks(@org.jspecify.annotations.Nullable Session session) {
    for (Link link = connection.linkHead(ANY, ANY); link != null; link = link.next(ANY, ANY)) {
      if ((session == null || link.getSession() == session)
          && link.getContext() instanceof LinkHandler handler) {
        link.setContext(null);
        handler.onClosed();
      }
    }
  }
}
