package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends dead letters of a queue once more. A fresh copy is sent and the dead letter completed in
 * one transaction, so a crash leaves the dead letter or the copy, never both or neither.
 *
 * <p>Service Bus hands out dead letters in their order only. Those that lie before one that is
 * wanted are held until the end, so that they do not come again, and are then given back, at the
 * cost of one delivery, which is never limited in a dead-letter queue. What lies behind the last
 * one wanted is not touched.
 *
 * <p>The client routes the transaction through the entity that it uses first, so it receives before
 * it sends; and it can receive from one queue only, so each queue has a client of its own.
 *
 * @param clients gives a fresh builder each time
 */
public record Redrive(Supplier<ServiceBusClientBuilder> clients, String queue) {
  private static final Logger log = LoggerFactory.getLogger(Redrive.class);

  /** As many as can be sent well within the lock that was taken on all of them at once. */
  private static final int ROUND = 20;

  private static final Duration WAIT = Duration.ofSeconds(3);

  /**
   * Sends all of these.
   *
   * @param body the corrected body; null to send what each of them holds
   * @param told of each, as soon as it is done
   * @return those that were not to be had: somebody else holds them, or has dealt with them
   */
  public List<DeadLetter> send(
      DeadLetters.Selection selection, byte @Nullable [] body, Consumer<DeadLetter> told) {
    ServiceBusClientBuilder client = clients.get().enableCrossEntityTransactions();
    try (ServiceBusReceiverClient receiver = DeadLetters.receiver(client, queue);
        ServiceBusSenderClient sender = client.sender().queueName(queue).buildClient()) {
      var run = new Run(receiver, new Transfer(receiver, sender), selection, body, told);
      try {
        return run.toTheEnd();
      } finally {
        run.giveBack();
      }
    }
  }

  /** One pass through a dead-letter queue. */
  private static final class Run {
    private final ServiceBusReceiverClient receiver;
    private final Transfer transfer;
    private final byte @Nullable [] body;
    private final Consumer<DeadLetter> told;
    private final Map<Long, DeadLetter> missing = new LinkedHashMap<>();
    private final Map<Long, ServiceBusReceivedMessage> held = new LinkedHashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private int ahead;

    Run(
        ServiceBusReceiverClient receiver,
        Transfer transfer,
        DeadLetters.Selection selection,
        byte @Nullable [] body,
        Consumer<DeadLetter> told) {
      this.receiver = receiver;
      this.transfer = transfer;
      this.body = body;
      this.told = told;
      this.ahead = selection.depth();
      selection.wanted().forEach(letter -> missing.put(letter.sequenceNumber(), letter));
    }

    List<DeadLetter> toTheEnd() {
      while (!missing.isEmpty() && ahead > 0 && round()) {
        // until there is nothing more to be had
      }
      return new ArrayList<>(missing.values());
    }

    /** Whether it brought anything that was not there before: a lock may run out meanwhile. */
    private boolean round() {
      List<ServiceBusReceivedMessage> received =
          receiver.receiveMessages(Math.min(ahead, ROUND), WAIT).stream().toList();
      received.forEach(message -> held.put(message.getSequenceNumber(), message));
      boolean isNew = false;
      for (ServiceBusReceivedMessage message : received) {
        isNew |= seen.add(message.getSequenceNumber());
        ahead--;
        DeadLetter wanted = missing.get(message.getSequenceNumber());
        if (wanted != null) {
          move(message, wanted);
        }
      }
      return isNew;
    }

    private void move(ServiceBusReceivedMessage message, DeadLetter wanted) {
      transfer.replace(message, FreshCopy.of(message, body));
      missing.remove(wanted.sequenceNumber());
      held.remove(wanted.sequenceNumber());
      told.accept(wanted);
    }

    void giveBack() {
      for (ServiceBusReceivedMessage message : held.values()) {
        try {
          receiver.abandon(message);
        } catch (RuntimeException e) {
          log.debug("a dead letter comes back when its lock ends: {}", LogText.of(e.toString()));
        }
      }
    }
  }
}
