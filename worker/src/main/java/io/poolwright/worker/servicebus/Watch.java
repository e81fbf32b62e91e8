package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a receiver from time to time and replaces it when {@link Vigil} says so.
 *
 * <p>An empty receive proves nothing: with the broker gone, the SDK's receive ends empty as well.
 * So when no message came of late, the queue is peeked: one small request and its answer on the
 * same connection, which locks nothing, and shows that connection, token and queue are there.
 */
final class Watch implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final String queue;
  private final ReceiverLink link;
  private final Pulse pulse;
  private final IntSupplier inHand;
  private final Vigil vigil;
  private final long every;
  private final LongSupplier nanos;

  Watch(
      String queue,
      ReceiverLink link,
      Pulse pulse,
      IntSupplier inHand,
      Duration silenceLimit,
      LongSupplier nanos) {
    this.queue = queue;
    this.link = link;
    this.pulse = pulse;
    this.inHand = inHand;
    this.vigil = new Vigil(silenceLimit, nanos.getAsLong());
    this.every = every(silenceLimit).toNanos();
    this.nanos = nanos;
  }

  /** How often it is to be run. */
  static Duration every(Duration silenceLimit) {
    return silenceLimit.dividedBy(3);
  }

  @Override
  public void run() {
    try {
      look(link.current());
    } catch (RuntimeException e) {
      log.debug("no look at queue {}: {}", queue, LogText.of(e.toString()));
    }
  }

  private void look(ServiceBusReceiverClient receiver) {
    boolean heardOfLate =
        pulse.lastSuccess().isPresent() && nanos.getAsLong() - pulse.arrival() < every;
    boolean waiting = !heardOfLate && isAnyWaiting(receiver);
    var verdict =
        vigil.look(
            nanos.getAsLong(), pulse.roundTrip(), pulse.arrival(), pulse.isAsking(), waiting);
    switch (verdict) {
      case SILENT -> link.replace(receiver, "no round trip succeeded of late");
      case STARVING -> link.replace(receiver, "the queue is not empty, yet nothing arrived");
      case WELL -> {}
    }
  }

  // A peek shows locked messages too, and so those that we hold ourselves.
  private boolean isAnyWaiting(ServiceBusReceiverClient receiver) {
    int ours = inHand.getAsInt();
    try {
      long seen = receiver.peekMessages(ours + 1, 0).stream().count();
      pulse.answered();
      return seen > ours;
    } catch (RuntimeException e) {
      log.info("queue {} does not answer: {}", queue, LogText.of(e.toString()));
      return false;
    }
  }
}
