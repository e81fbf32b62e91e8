package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What lies in the dead-letter queue of a queue, looked at without taking or changing anything.
 * Failures are those of the SDK.
 *
 * @param clients gives a fresh builder each time
 */
public record DeadLetters(Supplier<ServiceBusClientBuilder> clients, String queue) {
  private static final int PAGE = 100;

  /**
   * Some dead letters, and where to find them.
   *
   * @param wanted oldest first
   * @param depth how many lie in the queue up to the last one wanted: as many as have to be
   *     received to get at it
   */
  public record Selection(List<DeadLetter> wanted, int depth) {
    public Selection {
      wanted = List.copyOf(wanted);
    }
  }

  /** Shows each of them, oldest first, page by page; returns how many there are. */
  public int forEach(Consumer<DeadLetter> to) {
    int count = 0;
    try (ServiceBusReceiverClient receiver = receiver(clients.get(), queue)) {
      long next = 0;
      List<ServiceBusReceivedMessage> page = page(receiver, next);
      // A page may be shorter than was asked for, because of its size; the last one is empty.
      while (!page.isEmpty()) {
        page.forEach(message -> to.accept(DeadLetter.of(message)));
        count += page.size();
        next = page.get(page.size() - 1).getSequenceNumber() + 1;
        page = page(receiver, next);
      }
    }
    return count;
  }

  public Selection select(Predicate<DeadLetter> which) {
    var wanted = new ArrayList<DeadLetter>();
    var depth = new Depth();
    int unused = forEach(letter -> depth.pass(which.test(letter) && wanted.add(letter)));
    return new Selection(wanted, depth.ofTheLast);
  }

  private static final class Depth {
    private int passed;
    private int ofTheLast;

    void pass(boolean wanted) {
      passed++;
      ofTheLast = wanted ? passed : ofTheLast;
    }
  }

  private static List<ServiceBusReceivedMessage> page(ServiceBusReceiverClient from, long next) {
    return from.peekMessages(PAGE, next).stream().toList();
  }

  static ServiceBusReceiverClient receiver(ServiceBusClientBuilder client, String queue) {
    return client
        .receiver()
        .queueName(queue)
        .subQueue(SubQueue.DEAD_LETTER_QUEUE)
        .maxAutoLockRenewDuration(Duration.ZERO)
        .disableAutoComplete()
        .buildClient();
  }
}
