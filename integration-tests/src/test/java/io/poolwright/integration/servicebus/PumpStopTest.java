package io.poolwright.integration.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.poolwright.worker.engine.Delivery;
import io.poolwright.worker.engine.Settlement;
import io.poolwright.worker.servicebus.MessagePump;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a stop leaves to others: everything, at once, and as good as new. What had been locked would
 * come when its lock has run out, with one delivery more.
 */
class PumpStopTest {
  private static final Settlement COMPLETE = new Settlement.Complete();

  private final PumpRoom room = new PumpRoom();
  private final CountDownLatch finish = new CountDownLatch(1);

  @AfterEach
  void end() {
    finish.countDown();
    room.close();
  }

  @Test
  void aStopLetsHandlersEndAndLeavesTheRestToOthersAtOnce() {
    room.bus.send(10);
    MessagePump pump = room.pump(this::slowly);
    await().until(() -> pump.inHand() == 2);

    var stop = new Thread(pump::stop);
    stop.start();
    await().until(() -> pump.lastSuccess().isEmpty());
    finish.countDown();
    await().atMost(LocalBus.HASTY.drainTimeout()).until(() -> !stop.isAlive());

    assertThat(room.seen).hasSize(2);
    assertThat(room.bus.take(8)).hasSize(8).allMatch(message -> message.getDeliveryCount() == 0);
  }

  @Test
  void aStopAmidABacklogCountsNoDeliveryOfWhatItDoesNotHandle() {
    room.bus.send(90);
    MessagePump pump = room.pump(delivery -> room.seen.size() > 1 ? quickly() : slowly(delivery));
    await().until(() -> room.seen.size() > 5);

    var stop = new Thread(pump::stop);
    stop.start();
    await().until(() -> pump.lastSuccess().isEmpty());
    finish.countDown();
    await().until(() -> !stop.isAlive());

    int rest = 90 - room.seen.size();
    assertThat(room.bus.take(rest))
        .hasSize(rest)
        .allMatch(message -> message.getDeliveryCount() == 0);
  }

  @Test
  void whatAHandlerSendsAsThePumpStopsIsForOthersAtOnce() {
    room.bus.send(1);
    // With hands to spare, so that the broker is asked for more all the time.
    MessagePump pump =
        room.pump(
            delivery -> {
              Settlement settlement = slowly(delivery);
              room.bus.send(1);
              return settlement;
            },
            LocalBus.hasty(8),
            new AtomicBoolean(true));
    await().until(() -> pump.inHand() == 1);

    var stop = new Thread(pump::stop);
    stop.start();
    await().until(() -> pump.lastSuccess().isEmpty());
    finish.countDown();
    await().until(() -> !stop.isAlive());

    assertThat(room.seen).containsExactly("m1#0");
    assertThat(room.bus.take(1))
        .singleElement()
        .extracting(ServiceBusReceivedMessage::getDeliveryCount)
        .isEqualTo(0L);
  }

  @Test
  void aStopWithAnEmptyQueueTakesLittleMoreThanOneReceive() {
    MessagePump pump = room.pump(delivery -> COMPLETE);
    await().until(() -> pump.lastSuccess().isPresent());
    Instant begun = Instant.now();

    pump.stop();

    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void aHandlerThatDoesNotEndIsInterruptedAndItsMessageGoesToOthers() {
    room.bus.send(1);
    var interrupted = new AtomicBoolean();
    MessagePump pump =
        room.pump(
            delivery -> {
              try {
                finish.await();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              return COMPLETE;
            });
    await().until(() -> pump.inHand() == 1);
    Instant begun = Instant.now();

    pump.stop();

    assertThat(Duration.between(begun, Instant.now()))
        .isLessThanOrEqualTo(LocalBus.HASTY.drainTimeout());
    await().untilTrue(interrupted);
    assertThat(room.bus.take(1))
        .singleElement()
        .extracting(ServiceBusReceivedMessage::getDeliveryCount)
        .isEqualTo(1L);
  }

  private static Settlement quickly() {
    await().pollDelay(Duration.ofMillis(40)).until(() -> true);
    return COMPLETE;
  }

  private Settlement slowly(Delivery delivery) {
    try {
      finish.await();
    } catch (InterruptedException e) {
      return new Settlement.Abandon("interrupted");
    }
    return COMPLETE;
  }
}
