package io.poolwright.integration.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Passes bytes on to a port of this machine, and spoils some of its connections when it is told to.
 * While nobody listens on that port, its clients are disconnected.
 */
public final class Proxy implements AutoCloseable {
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final ServerSocket server;
  private final int target;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Queue<Strike> due = new ConcurrentLinkedQueue<>();
  private final Map<Strike.Kind, Integer> struck = new EnumMap<>(Strike.Kind.class);

  public Proxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Befalls whichever connection carries something next, unless something befell it before. */
  public void strikeNext(Strike strike) {
    due.add(strike);
  }

  /** All connections that are open now carry nothing any more; new ones work. */
  public void freezeExisting() {
    open.forEach(connection -> connection.befall(new Strike(Strike.Kind.HANG, FOR_EVER)));
  }

  /** Nothing more befalls a connection, and those that hang or dribble go on. */
  public void calm() {
    due.clear();
    open.forEach(Connection::recover);
  }

  /** How often each kind of strike has befallen a connection. */
  public Map<Strike.Kind, Integer> struck() {
    synchronized (struck) {
      return Map.copyOf(struck);
    }
  }

  /** Called for every piece that passes a connection which nothing has befallen yet. */
  void passing(Connection connection) {
    Strike strike = due.poll();
    if (strike != null) {
      synchronized (struck) {
        struck.merge(strike.kind(), 1, Integer::sum);
      }
      connection.befall(strike);
    }
  }

  void closed(Connection connection) {
    open.remove(connection);
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      daemon(() -> connect(client));
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      var connection =
          new Connection(this, client, new Socket(InetAddress.getLoopbackAddress(), target));
      open.add(connection);
      daemon(connection::passRequests);
      connection.passAnswers();
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the sides went away, or the test is over.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(Connection::close);
  }
}
