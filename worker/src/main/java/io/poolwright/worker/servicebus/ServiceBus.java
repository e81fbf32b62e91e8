package io.poolwright.worker.servicebus;

import com.azure.core.credential.TokenCredential;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.poolwright.worker.engine.Events;
import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.engine.Wakeups;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The namespace, opened. Nothing connects before its first use, so a broker that is down delays the
 * worker and does not stop it from starting. Pumps are stopped by whoever started them; closing
 * this ends the two senders, after them.
 */
public final class ServiceBus implements AutoCloseable {
  private final ServiceBusSettings settings;
  private final Access access;
  private final Clock clock;
  private final ServiceBusSenderClient wakeupSender;
  private final ServiceBusSenderClient eventSender;

  /** Shared by the senders of wake-ups; whoever closes a receiver of theirs has it alone. */
  private final ReadWriteLock wakeupTraffic = new ReentrantReadWriteLock();

  /**
   * Opens no connection yet.
   *
   * @param credential for the namespace; not used with a connection string
   * @throws IllegalArgumentException if a namespace comes without a credential, or the connection
   *     string is not one
   */
  public ServiceBus(
      ServiceBusSettings settings, @Nullable TokenCredential credential, Clock clock) {
    this.settings = settings;
    this.access = new Access(settings, credential);
    this.clock = clock;
    this.wakeupSender = access.queueSender(settings.wakeupQueue());
    this.eventSender = access.topicSender(settings.eventTopic());
  }

  public Wakeups wakeups() {
    return new ServiceBusWakeups(wakeupSender, wakeupTraffic.readLock(), clock);
  }

  /** Events under this CloudEvents {@code source}. */
  public Events events(URI source) {
    return new ServiceBusEvents(eventSender, source);
  }

  /** The pump of the queue of requests, not yet started. */
  public MessagePump requestPump(Handler handler, BooleanSupplier gate) {
    // Nothing of the worker's own is sent there.
    return pump(settings.requestQueue(), handler, gate, new ReentrantLock());
  }

  /** The pump of the queue of wake-ups, not yet started. */
  public MessagePump wakeupPump(Handler handler, BooleanSupplier gate) {
    return pump(settings.wakeupQueue(), handler, gate, wakeupTraffic.writeLock());
  }

  private MessagePump pump(String queue, Handler handler, BooleanSupplier gate, Lock traffic) {
    var link = new ReceiverLink(queue, () -> access.receiver(queue), traffic);
    return new MessagePump(queue, link, handler, gate, settings.limits(), clock);
  }

  @Override
  public void close() {
    wakeupSender.close();
    eventSender.close();
  }
}
