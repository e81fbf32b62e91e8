package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Deadlines;
import io.poolwright.localazure.servicebus.queue.Durability;
import io.poolwright.localazure.servicebus.queue.Namespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns sockets, queues and time. Each turn: read, do what time brings, deliver,
 * make it durable, and only then write, so that nothing is acknowledged that could be lost.
 */
public final class EventLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
  private static final long NEVER = 0;

  private final Namespace namespace;
  private final Durability durability;
  private final InstantSource clock;
  private final AmqpCodec codec;
  private final Selector selector;
  private final ServerSocketChannel server;
  private final int port;
  private final Dispatcher dispatcher = new Dispatcher();
  private final Set<ClientConnection> connections = new HashSet<>();
  private final Thread thread = new Thread(this::run, "servicebus-broker");
  private volatile boolean closing;

  /**
   * Binds, but does not serve yet.
   *
   * @param port 0 for any free one
   * @throws IOException if the port is taken
   */
  public EventLoop(
      int port, Namespace namespace, Durability durability, AmqpCodec codec, InstantSource clock)
      throws IOException {
    this.namespace = namespace;
    this.durability = durability;
    this.codec = codec;
    this.clock = clock;
    this.selector = Selector.open();
    this.server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  public int port() {
    return port;
  }

  public void start() {
    thread.start();
  }

  /** Drops all clients and ends the thread. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector;
        server;
        durability) {
      Duration pause = Duration.ZERO;
      while (!closing) {
        select(pause);
        selector.selectedKeys().forEach(this::serve);
        selector.selectedKeys().clear();
        namespace.advance();
        dispatcher.run(clock.instant());
        durability.commit();
        List.copyOf(connections).forEach(this::write);
        pause = pause();
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("The broker stops: nothing more is acknowledged.", e);
    } finally {
      connections.forEach(ClientConnection::drop);
    }
  }

  private void select(@Nullable Duration pause) throws IOException {
    if (pause == null) {
      selector.select();
    } else if (pause.isZero() || pause.isNegative()) {
      selector.selectNow();
    } else {
      selector.select(Math.max(1, pause.toMillis()));
    }
  }

  private void serve(SelectionKey key) {
    if (!key.isValid()) {
      return;
    }
    if (key.isAcceptable()) {
      accept();
    } else if (key.isReadable() && key.attachment() instanceof ClientConnection client) {
      guarded(client, client::read);
    }
  }

  private void accept() {
    try {
      SocketChannel socket = server.accept();
      if (socket == null) {
        return;
      }
      socket.configureBlocking(false);
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
      var opener = new LinkOpener(namespace, codec, dispatcher, clock);
      ClientConnection client = new ClientConnection(socket, key, opener);
      key.attach(client);
      connections.add(client);
    } catch (IOException e) {
      LOG.warn("A client could not be accepted.", e);
    }
  }

  private void write(ClientConnection client) {
    guarded(client, client::write);
    if (client.isOver()) {
      drop(client);
    }
  }

  /** How long nothing will happen by itself; null for ever. */
  private @Nullable Duration pause() {
    Instant now = clock.instant();
    Instant next = Deadlines.earliest(namespace.nextDeadline(), dispatcher.nextDeadline());
    for (ClientConnection client : connections) {
      long tick = client.tick(now.toEpochMilli());
      if (tick != NEVER) {
        next = Deadlines.earliest(next, Instant.ofEpochMilli(tick));
      }
    }
    return next == null ? null : Duration.between(now, next);
  }

  private interface Io {
    void run() throws IOException;
  }

  /** One client's failure ends that client's connection only. */
  private void guarded(ClientConnection client, Io work) {
    try {
      work.run();
    } catch (IOException e) {
      LOG.debug("connection lost", e);
      drop(client);
    } catch (RuntimeException e) {
      LOG.warn("A client's connection is dropped: the broker could not handle what it sent.", e);
      drop(client);
    }
  }

  private void drop(ClientConnection client) {
    if (connections.remove(client)) {
      client.drop();
    }
  }
}
