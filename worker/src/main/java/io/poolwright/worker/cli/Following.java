package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Shows the events of a job until the final one.
 *
 * @param between what to do while no event is there; may throw to end it all
 */
record Following(
    EventSource events, EventRenderer renderer, Runnable between, InstantSource clock) {
  private static final Duration BEAT = Duration.ofMillis(120);

  CloudEvent untilFinal() {
    while (true) {
      Optional<CloudEvent> next = events.poll(BEAT);
      if (next.isEmpty()) {
        between.run();
        renderer.tick(clock.instant());
      } else if (show(next.get())) {
        return next.get();
      }
    }
  }

  /** Returns whether it was the final one. */
  private boolean show(CloudEvent event) {
    JobEvent read;
    try {
      read = event.toJobEvent();
    } catch (IllegalArgumentException e) {
      renderer.showUnknown(event);
      return false;
    }
    renderer.show(event, read);
    EventData data = read.data();
    return data.isFinal();
  }
}
