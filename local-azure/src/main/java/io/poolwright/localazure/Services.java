package io.poolwright.localazure;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, ended in the opposite order, once. */
final class Services implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Services.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T service) {
    started.push(service);
    return service;
  }

  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        LOG.warn("A service did not end in order", e);
      }
    }
  }
}
