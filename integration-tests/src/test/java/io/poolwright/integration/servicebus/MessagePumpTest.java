package io.poolwright.integration.servicebus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.poolwright.worker.engine.Delivery;
import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.engine.Settlement;
import io.poolwright.worker.servicebus.MessagePump;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagePumpTest {
  private static final Settlement COMPLETE = new Settlement.Complete();

  private final LocalBus bus = LocalBus.start();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch finish = new CountDownLatch(1);

  @AfterEach
  void end() {
    finish.countDown();
    bus.close();
  }

  @Test
  void aHandledMessageIsGone() {
    bus.send(5);
    MessagePump pump = pump(delivery -> COMPLETE);

    await().until(() -> seen.size() == 5);
    assertThat(pump.lastSuccess()).isPresent();
    pump.stop();

    assertThat(seen).containsExactlyInAnyOrder("m1#0", "m2#0", "m3#0", "m4#0", "m5#0");
    assertThat(bus.takeAll()).isEmpty();
    assertThat(pump.lastSuccess()).isEmpty();
    assertThat(pump.rebuilds()).isZero();
  }

  @Test
  void anAbandonedMessageComesAgainWithOneDeliveryMore() {
    bus.send(1);
    pump(delivery -> delivery.deliveryCount() < 2 ? new Settlement.Abandon("later") : COMPLETE);

    await().until(() -> seen.size() == 3);

    assertThat(seen).containsExactly("m1#0", "m1#1", "m1#2");
  }

  @Test
  void aDeadLetterCarriesItsReason() {
    bus.send(1);
    MessagePump pump = pump(delivery -> new Settlement.DeadLetter("Malformed", "no JSON"));

    await().until(() -> seen.size() == 1 && pump.inHand() == 0);

    assertThat(bus.deadLetters())
        .singleElement()
        .satisfies(
            dead -> {
              assertThat(dead.getDeadLetterReason()).isEqualTo("Malformed");
              assertThat(dead.getDeadLetterErrorDescription()).isEqualTo("no JSON");
            });
  }

  @Test
  void aHandlerThatThrowsCostsNeitherThePumpNorTheMessage() {
    bus.send(1);
    pump(
        delivery -> {
          if (delivery.deliveryCount() == 0) {
            throw new AssertionError("a bug, and sig=secret");
          }
          return COMPLETE;
        });

    await().until(() -> seen.size() == 2);

    assertThat(seen).containsExactly("m1#0", "m1#1");
  }

  @Test
  void aStopLetsHandlersEndAndLeavesTheRestToOthersAtOnce() {
    bus.send(10);
    MessagePump pump = pump(this::slowly);
    await().until(() -> pump.inHand() == 2);

    var stop = new Thread(pump::stop);
    stop.start();
    finish.countDown();
    await().atMost(Duration.ofSeconds(3)).until(() -> !stop.isAlive());

    assertThat(seen).hasSize(2);
    List<ServiceBusReceivedMessage> rest = bus.takeAll();
    assertThat(rest).hasSize(8);
    // What arrived while the last receive was open, no more than there are hands, was abandoned.
    assertThat(rest).filteredOn(message -> message.getDeliveryCount() == 1).hasSizeLessThan(3);
    assertThat(rest).allMatch(message -> message.getDeliveryCount() <= 1);
  }

  @Test
  void aStopWithAnEmptyQueueTakesLittleMoreThanOneReceive() {
    MessagePump pump = pump(delivery -> COMPLETE);
    await().until(() -> pump.lastSuccess().isPresent());
    Instant begun = Instant.now();

    pump.stop();

    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void aHandlerThatDoesNotEndIsInterruptedAndItsMessageGoesToOthers() {
    bus.send(1);
    var interrupted = new AtomicBoolean();
    MessagePump pump =
        pump(
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
    // Given back, it may go once more to the credit of the link that is just being closed; then it
    // comes when that lock has run out, with one delivery more.
    var taken =
        await().atMost(LocalBus.LOCK.multipliedBy(4)).until(bus::takeAll, m -> !m.isEmpty());
    assertThat(taken)
        .singleElement()
        .extracting(ServiceBusReceivedMessage::getDeliveryCount)
        .isIn(1L, 2L);
  }

  @Test
  void aClosedGateLetsNothingIn() {
    var open = new AtomicBoolean();
    MessagePump pump = pump(delivery -> COMPLETE, open);
    await().until(() -> pump.lastSuccess().isPresent());
    bus.send(3);

    await().during(Duration.ofSeconds(2)).until(seen::isEmpty);
    open.set(true);

    await().until(() -> seen.size() == 3);
    assertThat(seen).containsExactlyInAnyOrder("m1#0", "m2#0", "m3#0");
  }

  @Test
  void whatComesAfterTheGateClosedLosesNoDelivery() {
    var open = new AtomicBoolean(true);
    bus.send(1);
    pump(delivery -> COMPLETE, open);
    await().until(() -> seen.size() == 1);
    open.set(false);
    await().pollDelay(Duration.ofMillis(2500)).until(() -> true);

    bus.send(3);

    await().during(Duration.ofSeconds(1)).until(() -> seen.size() == 1);
    assertThat(bus.takeAll()).hasSize(3).allMatch(message -> message.getDeliveryCount() == 0);
  }

  private Settlement slowly(Delivery delivery) {
    try {
      finish.await();
    } catch (InterruptedException e) {
      return new Settlement.Abandon("interrupted");
    }
    return COMPLETE;
  }

  private MessagePump pump(Handler handler) {
    return pump(handler, new AtomicBoolean(true));
  }

  private MessagePump pump(Handler handler, AtomicBoolean gate) {
    Handler noting =
        delivery -> {
          seen.add(new String(delivery.body(), UTF_8) + "#" + delivery.deliveryCount());
          return handler.handle(delivery);
        };
    MessagePump pump = bus.worker(LocalBus.HASTY).requestPump(noting, gate::get);
    bus.opened(pump, MessagePump::stop);
    pump.start();
    return pump;
  }
}
