package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import io.poolwright.worker.engine.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the broker what becomes of a message. A settlement that fails is logged and forgotten: the
 * lock runs out, the message comes again, and handling it twice is harmless.
 */
final class Settler {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);

  /**
   * Reason and description travel in headers; Service Bus takes 64 KB of them, people take less.
   */
  private static final int MOST = 1024;

  private final ReceiverLink link;

  Settler(ReceiverLink link) {
    this.link = link;
  }

  /** Returns whether the broker confirmed it. */
  boolean settle(LockedMessage message, Settlement settlement) {
    try {
      link.request(receiver -> tell(message, settlement, receiver));
      return true;
    } catch (RuntimeException e) {
      log.warn(
          "{} was not settled as {}, it will come again: {}",
          message,
          settlement.getClass().getSimpleName(),
          LogText.of(e.toString()));
      return false;
    }
  }

  private static void tell(
      LockedMessage message, Settlement settlement, ServiceBusReceiverClient receiver) {
    if (settlement instanceof Settlement.DeadLetter dead) {
      log.warn("{} goes to the dead-letter queue: {}", message, LogText.of(dead.reason()));
      var options =
          new DeadLetterOptions()
              .setDeadLetterReason(cut(dead.reason()))
              .setDeadLetterErrorDescription(cut(dead.description()));
      receiver.deadLetter(message.message(), options);
    } else if (settlement instanceof Settlement.Abandon abandon) {
      log.info("{} is given back: {}", message, LogText.of(abandon.why()));
      receiver.abandon(message.message());
    } else {
      receiver.complete(message.message());
    }
  }

  private static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST);
  }
}
