package io.poolwright.integration.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** A client's connection and ours to the server, with a thread each way. */
final class Connection {
  private static final long PAUSE_BETWEEN_BYTES = TimeUnit.MILLISECONDS.toNanos(2);

  private final Proxy proxy;
  private final Socket client;
  private final Socket server;
  private boolean struck;
  private boolean dribbles;
  private long hangsUntil;
  private long dribblesUntil;
  private int ended;

  Connection(Proxy proxy, Socket client, Socket server) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    hangsUntil = System.nanoTime();
  }

  void passRequests() throws IOException {
    pass(client, server);
  }

  void passAnswers() throws IOException {
    pass(server, client);
  }

  private void pass(Socket from, Socket to) throws IOException {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int half = read / 2;
        deliver(buffer, 0, half, out);
        if (isWhole()) {
          proxy.passing(this);
        }
        deliver(buffer, half, read, out);
      }
      to.shutdownOutput();
      end();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** One way is over; the connection is when both are. */
  private synchronized void end() {
    ended++;
    if (ended == 2) {
      close();
    }
  }

  private synchronized boolean isWhole() {
    return !struck;
  }

  private void deliver(byte[] bytes, int from, int to, OutputStream out) throws IOException {
    int at = from;
    while (at < to) {
      int most = awaitTurn() ? 1 : to - at;
      out.write(bytes, at, most);
      at += most;
    }
  }

  /** Waits as long as the connection hangs; says whether it dribbles. */
  private synchronized boolean awaitTurn() throws IOException {
    long now = System.nanoTime();
    long next = dribbles && now - dribblesUntil < 0 ? now + PAUSE_BETWEEN_BYTES : now;
    while (now - hangsUntil < 0 || now - next < 0) {
      waitUntil(now - hangsUntil < 0 ? hangsUntil : next);
      now = System.nanoTime();
    }
    return dribbles && now - dribblesUntil < 0;
  }

  private void waitUntil(long until) throws IOException {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the test is over", e);
    }
  }

  void befall(Strike strike) {
    synchronized (this) {
      struck = true;
      long until = System.nanoTime() + strike.span().toNanos();
      switch (strike.kind()) {
        case HANG -> hangsUntil = until;
        case DRIBBLE -> {
          dribbles = true;
          dribblesUntil = until;
        }
        case CUT, HALF_CLOSE -> {}
      }
    }
    if (strike.kind() == Strike.Kind.CUT) {
      close();
    } else if (strike.kind() == Strike.Kind.HALF_CLOSE) {
      endAnswers();
    }
  }

  synchronized void recover() {
    hangsUntil = System.nanoTime();
    dribbles = false;
    notifyAll();
  }

  private void endAnswers() {
    try {
      client.shutdownOutput();
    } catch (IOException e) {
      close();
    }
  }

  /** With a reset, so that nobody takes it for an orderly end. */
  void close() {
    proxy.closed(this);
    recover();
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It is closed already.
      }
    }
  }
}
