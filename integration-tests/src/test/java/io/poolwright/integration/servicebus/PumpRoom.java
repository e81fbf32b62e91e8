package io.poolwright.integration.servicebus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.servicebus.MessagePump;
import io.poolwright.worker.servicebus.PumpLimits;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** A bus, the worker's pumps of requests on it, and what their handlers have seen. */
final class PumpRoom implements AutoCloseable {
  final LocalBus bus = LocalBus.start();

  /** Body and delivery count of each message, {@code m1#0}, in the order of their coming. */
  final List<String> seen = new CopyOnWriteArrayList<>();

  /** A pump that runs until the room is closed. */
  MessagePump pump(Handler handler) {
    return pump(handler, LocalBus.HASTY, new AtomicBoolean(true));
  }

  MessagePump pump(Handler handler, PumpLimits limits, AtomicBoolean gate) {
    Handler noting =
        delivery -> {
          seen.add(new String(delivery.body(), UTF_8) + "#" + delivery.deliveryCount());
          return handler.handle(delivery);
        };
    MessagePump pump = bus.worker(limits).requestPump(noting, gate::get);
    bus.opened(pump, MessagePump::stop);
    pump.start();
    return pump;
  }

  @Override
  public void close() {
    bus.close();
  }
}
