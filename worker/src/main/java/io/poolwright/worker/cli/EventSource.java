package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where the events of one job come from. */
interface EventSource {
  /** The next event, if there is one in time. */
  Optional<CloudEvent> poll(Duration wait);

  /** The next one of a queue. */
  static Optional<CloudEvent> poll(BlockingQueue<CloudEvent> events, Duration wait) {
    try {
      return Optional.ofNullable(events.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailed.unreachable("Interrupted while waiting for events.");
    }
  }
}
