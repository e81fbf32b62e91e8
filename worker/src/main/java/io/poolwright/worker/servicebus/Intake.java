package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that receives: waits for a free hand, asks for one message, hands it over. It ends with
 * the stop, and takes the receiver that it asked with along.
 *
 * <p><b>Why one at a time.</b> What was asked for and has not come stays with the broker as credit,
 * which no client of the SDK can take back. One message, not as many as there are hands, is all
 * that can still come when the last receive is over; and as a rule none, for on a busy queue that
 * receive ends with its message. It costs little: a receive is one small frame, and a handler makes
 * several calls.
 */
final class Intake implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /**
   * How long one receive waits. Nothing is lost when it ends without a message: the credit stays
   * with the broker, and the next receive uses it. It is the time that a stop and a closing gate
   * take to have effect, at the cost of one timer each time.
   */
  private static final Duration WINDOW = Duration.ofSeconds(1);

  /** How long the last receive waits: for what was already on its way. */
  private static final Duration LAST_WINDOW = Duration.ofMillis(250);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final ReceiverLink link;
  private final Hands hands;
  private final BooleanSupplier gate;
  private final Pulse pulse;

  /** Whether the broker may still send a message that was asked for. */
  private boolean asked;

  Intake(ReceiverLink link, Hands hands, BooleanSupplier gate, Pulse pulse) {
    this.link = link;
    this.hands = hands;
    this.gate = gate;
    this.pulse = pulse;
  }

  @Override
  public void run() {
    try {
      while (!hands.isStopping()) {
        if (hands.reserve(WINDOW) && (hands.isStopping() || !isTaken(WINDOW))) {
          hands.unreserve();
        }
      }
    } catch (InterruptedException e) {
      log.debug("receiving was interrupted, so it ends");
    } finally {
      pulse.asking(false);
      link.retire(this::receiveLast);
    }
  }

  /** There is a free hand for it: the one that the last receive did not fill. */
  private void receiveLast() {
    try {
      if (asked && hands.reserve(Duration.ZERO) && !isTaken(LAST_WINDOW)) {
        hands.unreserve();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Uses the reserved hand; returns whether a message is in it now. */
  private boolean isTaken(Duration window) {
    if (!isOpen()) {
      pulse.asking(false);
      hands.await(window);
      return false;
    }
    pulse.asking(true);
    try {
      return receive(link.current(), window);
    } catch (RuntimeException e) {
      log.error("no receiver could be opened", e);
      hands.await(AFTER_FAILURE);
      return false;
    }
  }

  private boolean receive(ServiceBusReceiverClient receiver, Duration window) {
    asked = true;
    boolean taken = false;
    try {
      for (ServiceBusReceivedMessage message : receiver.receiveMessages(1, window)) {
        pulse.arrived();
        asked = false;
        taken = true;
        hands.take(message);
      }
    } catch (RuntimeException e) {
      if (!hands.isStopping()) {
        link.replace(receiver, "receiving failed: " + LogText.of(e.toString()));
        hands.await(AFTER_FAILURE);
      }
    }
    return taken;
  }

  private boolean isOpen() {
    try {
      return gate.getAsBoolean();
    } catch (RuntimeException e) {
      log.error("the gate could not be read and counts as closed", e);
      return false;
    }
  }
}
