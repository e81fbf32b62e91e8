package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop that receives: waits for free hands, asks for as many messages, hands them over. */
final class Intake implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /**
   * How long one receive waits. Nothing is lost when it ends without messages: the credit stays
   * with the broker, and the next receive uses it. It is the time that a stop and a closing gate
   * take to have effect, at the cost of one timer each time.
   */
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final ReceiverLink link;
  private final Hands hands;
  private final BooleanSupplier gate;
  private final Pulse pulse;

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
        int reserved = hands.reserve(WINDOW);
        if (reserved > 0) {
          hands.unreserve(reserved - round(reserved));
        }
      }
    } catch (InterruptedException e) {
      log.debug("receiving was interrupted, so it ends");
    } finally {
      pulse.asking(false);
    }
  }

  /** Returns how many messages were handed over. */
  private int round(int most) {
    if (!isOpen()) {
      pulse.asking(false);
      hands.await(WINDOW);
      return 0;
    }
    pulse.asking(true);
    try {
      return receive(link.current(), most);
    } catch (RuntimeException e) {
      log.error("no receiver could be opened", e);
      hands.await(AFTER_FAILURE);
      return 0;
    }
  }

  private int receive(ServiceBusReceiverClient receiver, int most) {
    int taken = 0;
    try {
      for (ServiceBusReceivedMessage message : receiver.receiveMessages(most, WINDOW)) {
        pulse.arrived();
        taken++;
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
