package io.poolwright.localazure.servicebus;

import io.poolwright.localazure.servicebus.journal.Journal;
import io.poolwright.localazure.servicebus.queue.ChangeLog;
import io.poolwright.localazure.servicebus.queue.Durability;
import io.poolwright.localazure.servicebus.queue.Namespace;
import io.poolwright.localazure.servicebus.queue.Surroundings;
import io.poolwright.localazure.servicebus.wire.AmqpCodec;
import io.poolwright.localazure.servicebus.wire.AmqpEncoding;
import io.poolwright.localazure.servicebus.wire.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/** A running Service Bus on 127.0.0.1. */
public final class Broker implements AutoCloseable {
  private final EventLoop loop;

  private Broker(EventLoop loop) {
    this.loop = loop;
    loop.start();
  }

  /**
   * Starts serving what the configuration says, with what a journal kept.
   *
   * @throws UncheckedIOException if the port is taken, or the journal cannot be read or is in use
   */
  public static Broker start(BrokerConfig config) {
    try {
      AmqpCodec codec = new AmqpCodec();
      Path directory = config.journalDirectory();
      return directory == null ? forgetful(config, codec) : lasting(config, codec, directory);
    } catch (IOException e) {
      throw new UncheckedIOException("The broker cannot start: " + e.getMessage(), e);
    }
  }

  private static Broker forgetful(BrokerConfig config, AmqpCodec codec) throws IOException {
    Namespace namespace = config.namespace(surroundings(ChangeLog.forgetful()));
    return new Broker(loop(config, namespace, Durability.none(), codec));
  }

  private static Broker lasting(BrokerConfig config, AmqpCodec codec, Path directory)
      throws IOException {
    Journal journal = Journal.open(directory, new AmqpEncoding(codec));
    try {
      Namespace namespace = config.namespace(surroundings(journal));
      namespace.restore(journal.recovered());
      journal.compactFrom(namespace::snapshot);
      return new Broker(loop(config, namespace, journal, codec));
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private static EventLoop loop(
      BrokerConfig config, Namespace namespace, Durability durability, AmqpCodec codec)
      throws IOException {
    return new EventLoop(config.port(), namespace, durability, codec, InstantSource.system());
  }

  private static Surroundings surroundings(ChangeLog changes) {
    return new Surroundings(InstantSource.system(), UUID::randomUUID, changes);
  }

  public int port() {
    return loop.port();
  }

  /** What every official client takes; the key is not checked. */
  public String connectionString() {
    return ("Endpoint=sb://127.0.0.1:%d;SharedAccessKeyName=RootManageSharedAccessKey;"
            + "SharedAccessKey=local;UseDevelopmentEmulator=true;")
        .formatted(port());
  }

  /** Ends it; clients see their connections drop. */
  @Override
  public void close() {
    loop.close();
  }
}
