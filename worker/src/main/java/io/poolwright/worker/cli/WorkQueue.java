package io.poolwright.worker.cli;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The queues that a worker receives from, as people name them. */
enum WorkQueue {
  REQUESTS,
  WAKEUPS;

  /** The one that was named, or both. */
  static List<WorkQueue> of(@Nullable WorkQueue named) {
    return named == null ? List.of(values()) : List.of(named);
  }

  /** Its name in the namespace. */
  String in(BusAddress bus) {
    return this == REQUESTS ? bus.requestQueue() : bus.wakeupQueue();
  }

  /**
   * Does something with the queue.
   *
   * @throws CommandFailed if Service Bus fails
   */
  <T> T reach(BusAddress bus, Supplier<T> work) {
    try {
      return work.get();
    } catch (ServiceBusException | AmqpException | IllegalStateException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw CommandFailed.unreachable(
          "The dead letters of queue %s are out of reach: %s".formatted(in(bus), why));
    }
  }

  /** {@code requests} or {@code wakeups}, as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
