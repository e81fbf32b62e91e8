package io.poolwright.integration.servicebus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.poolwright.integration.proxy.Proxy;
import io.poolwright.worker.engine.Delivery;
import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.engine.Settlement;
import io.poolwright.worker.servicebus.MessagePump;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PumpRecoveryIT {
  private static final Duration SOON = Duration.ofSeconds(45);

  @TempDir private Path journal;
  private LocalBus bus;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicBoolean open = new AtomicBoolean(true);

  @BeforeEach
  void begin() {
    bus = LocalBus.withJournal(journal);
  }

  @AfterEach
  void end() {
    bus.close();
  }

  @Test
  void theLockIsRenewedWhileAHandlerIsSlow() {
    var honest = new AtomicInteger();
    var done = new CountDownLatch(1);
    bus.send(1);
    MessagePump pump =
        pump(
            delivery -> {
              // Two and a half locks long.
              for (int look = 0; look < 25; look++) {
                honest.addAndGet(delivery.lockedUntil().isAfter(Instant.now()) ? 1 : 0);
                pause(done);
              }
              return new Settlement.Complete();
            },
            bus.port());

    await().atMost(SOON).until(() -> !seen.isEmpty() && pump.inHand() == 0);
    pump.stop();

    assertThat(seen).containsExactly("m1");
    assertThat(honest).hasValue(25);
    assertThat(pump.rebuilds()).isZero();
    assertThat(bus.takeAll()).isEmpty();
  }

  @Test
  void thePumpGoesOnAfterTheBrokerWasAway() {
    MessagePump pump = pump(delivery -> new Settlement.Complete(), bus.port());
    bus.send(1);
    await().until(() -> seen.contains("m1"));

    open.set(false);
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    bus.send(1);
    bus.stopBroker();
    Instant before = Instant.now();
    await().during(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(9)).until(() -> true);
    assertThat(pump.lastSuccess()).hasValueSatisfying(last -> assertThat(last).isBefore(before));
    assertThat(seen).containsExactly("m1");
    bus.startBrokerAgain();
    open.set(true);
    bus.send(1);

    await().atMost(SOON).until(() -> seen.containsAll(List.of("m2", "m3")));
  }

  @Test
  void aConnectionThatCarriesNothingIsReplaced() throws IOException {
    var proxy = bus.opened(new Proxy(bus.port()), Proxy::close);
    MessagePump pump = pump(delivery -> new Settlement.Complete(), proxy.port());
    bus.send(1);
    await().until(() -> seen.contains("m1"));

    proxy.freezeExisting();
    bus.send(1);

    await().atMost(Duration.ofSeconds(45)).until(() -> seen.contains("m2"));
    assertThat(pump.rebuilds()).isPositive();
  }

  @Test
  void anIdleQueueKeepsThePulseUpWithoutNewConnections() {
    MessagePump pump = pump(delivery -> new Settlement.Complete(), bus.port());
    await().until(() -> pump.lastSuccess().isPresent());

    Instant later = Instant.now().plusSeconds(8);
    await()
        .atMost(SOON)
        .until(() -> pump.lastSuccess().filter(last -> last.isAfter(later)).isPresent());

    assertThat(pump.rebuilds()).isZero();
  }

  private static void pause(CountDownLatch never) {
    try {
      assertThat(never.await(500, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private MessagePump pump(Handler handler, int port) {
    Handler noting =
        (Delivery delivery) -> {
          seen.add(new String(delivery.body(), UTF_8));
          return handler.handle(delivery);
        };
    MessagePump pump = bus.worker(LocalBus.HASTY, port).requestPump(noting, open::get);
    bus.opened(pump, MessagePump::stop);
    pump.start();
    return pump;
  }
}
