package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobEvent;
import io.poolwright.worker.engine.Events;
import io.poolwright.worker.engine.Wakeup;
import io.poolwright.worker.engine.WakeupCodec;
import io.poolwright.worker.engine.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Service Bus as one worker reaches it. */
final class BusLink implements Wakeups, Events {
  private final Wire wire;
  private final SimQueue wakeups;
  private final SimTopic topic;

  BusLink(Wire wire, SimQueue wakeups, SimTopic topic) {
    this.wire = wire;
    this.wakeups = wakeups;
    this.topic = topic;
  }

  /** The broker goes by its own clock. */
  @Override
  public void schedule(Wakeup wakeup, Instant at) {
    long time = Duration.between(SimClock.BEGINNING, at).toMillis();
    wire.call(
        Port.BUS,
        "schedule",
        () -> {
          wakeups.send(wakeup.messageId(), WakeupCodec.encode(wakeup), time);
          return wakeup;
        });
  }

  /** One call for all, unless they do not fit into one: then some may arrive, and others not. */
  @Override
  public void publish(List<JobEvent> events) {
    int size = events.size();
    if (size > 1 && wire.around().chance().of(0.3)) {
      int cut = wire.around().chance().between(1, size - 1);
      send(events.subList(0, cut));
      send(events.subList(cut, size));
    } else if (size > 0) {
      send(events);
    }
  }

  private void send(List<JobEvent> batch) {
    wire.call(
        Port.BUS,
        "publish",
        () -> {
          batch.forEach(topic::publish);
          return batch;
        });
  }
}
