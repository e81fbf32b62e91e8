package io.poolwright.integration.servicebus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes bytes on to a port of this machine, until the connections that exist are frozen: they stay
 * open and carry nothing any more, as behind a firewall that forgot them.
 */
final class FreezingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile int thawedFrom;

  FreezingProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Connections that are opened from now on work. */
  void freezeExisting() {
    thawedFrom = sockets.size();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      var broker = new Socket(InetAddress.getLoopbackAddress(), target);
      int number = sockets.size();
      sockets.addAll(List.of(client, broker));
      daemon(() -> pass(client, broker, number));
      daemon(() -> pass(broker, client, number));
    }
  }

  private void pass(Socket from, Socket to, int number) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[8192];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (number >= thawedFrom) {
        out.write(buffer, 0, read);
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The other side went away, or the test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
