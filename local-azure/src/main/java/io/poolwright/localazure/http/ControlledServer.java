package io.poolwright.localazure.http;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 server on 127.0.0.1 with a control endpoint beside its service. One thread serves one
 * connection, so that a request that hangs holds up nobody else; more than 512 connections wait.
 *
 * <p>A handler answers before it returns. It is always given a {@link WireExchange}.
 */
public final class ControlledServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlledServer.class);
  private static final int MOST_CONNECTIONS = 512;

  private final ServerSocket socket;
  private final RequestLog requests = new RequestLog();
  private final Faults faults = new Faults();
  private final ControlEndpoint control = new ControlEndpoint(requests, faults);
  private final SpoiledService service;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
  private final ExecutorService threads;

  private ControlledServer(ServerSocket socket, HttpHandler service, ErrorBody errors) {
    this.socket = socket;
    this.service = new SpoiledService(service, faults, errors);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "http-" + socket.getLocalPort());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Listens at once.
   *
   * @param port 0 for any free one
   * @param service answers everything outside the control endpoint
   * @param errors the service's wording of injected errors
   * @throws UncheckedIOException when the port is taken
   */
  public static ControlledServer start(int port, HttpHandler service, ErrorBody errors) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
      var server = new ControlledServer(socket, service, errors);
      server.threads.execute(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:" + port + "; choose another port, or 0 for a free one", e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** {@code http://127.0.0.1:port}, without a slash at the end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public RequestLog requests() {
    return requests;
  }

  public Faults faults() {
    return faults;
  }

  /** Closes the port and every connection, also those that hang. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("The listening socket did not close", e);
    }
    faults.clear();
    open.forEach(Connection::close);
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        places.acquire();
        serve(socket.accept());
      }
    } catch (IOException e) {
      LOG.debug("Stopped listening", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket client) throws IOException {
    var connection = new Connection(client, this::answer, requests);
    open.add(connection);
    threads.execute(
        () -> {
          try {
            connection.run();
          } finally {
            open.remove(connection);
            places.release();
          }
        });
  }

  private void answer(WireExchange exchange) throws IOException {
    if (ControlEndpoint.isControl(exchange.getRequestURI().getRawPath())) {
      control.handle(exchange);
    } else {
      service.serve(exchange);
    }
  }
}
