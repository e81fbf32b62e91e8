package io.poolwright.integration.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.poolwright.worker.engine.Settlement;
import io.poolwright.worker.servicebus.MessagePump;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagePumpTest {
  private static final Settlement COMPLETE = new Settlement.Complete();

  private final PumpRoom room = new PumpRoom();

  @AfterEach
  void end() {
    room.close();
  }

  @Test
  void aHandledMessageIsGone() {
    room.bus.send(5);
    MessagePump pump = room.pump(delivery -> COMPLETE);

    await().until(() -> room.seen.size() == 5);
    assertThat(pump.lastSuccess()).isPresent();
    pump.stop();

    assertThat(room.seen).containsExactlyInAnyOrder("m1#0", "m2#0", "m3#0", "m4#0", "m5#0");
    assertThat(room.bus.takeAll()).isEmpty();
    assertThat(pump.lastSuccess()).isEmpty();
    assertThat(pump.rebuilds()).isZero();
  }

  @Test
  void anAbandonedMessageComesAgainWithOneDeliveryMore() {
    room.bus.send(1);
    room.pump(
        delivery -> delivery.deliveryCount() < 2 ? new Settlement.Abandon("later") : COMPLETE);

    await().until(() -> room.seen.size() == 3);

    assertThat(room.seen).containsExactly("m1#0", "m1#1", "m1#2");
  }

  @Test
  void aDeadLetterCarriesItsReason() {
    room.bus.send(1);
    MessagePump pump = room.pump(delivery -> new Settlement.DeadLetter("Malformed", "no JSON"));

    await().until(() -> room.seen.size() == 1 && pump.inHand() == 0);

    assertThat(room.bus.deadLetters())
        .singleElement()
        .satisfies(
            dead -> {
              assertThat(dead.getDeadLetterReason()).isEqualTo("Malformed");
              assertThat(dead.getDeadLetterErrorDescription()).isEqualTo("no JSON");
            });
  }

  @Test
  void aHandlerThatThrowsCostsNeitherThePumpNorTheMessage() {
    room.bus.send(1);
    room.pump(
        delivery -> {
          if (delivery.deliveryCount() == 0) {
            throw new AssertionError("a bug, and sig=secret");
          }
          return COMPLETE;
        });

    await().until(() -> room.seen.size() == 2);

    assertThat(room.seen).containsExactly("m1#0", "m1#1");
  }

  @Test
  void aClosedGateLetsNothingIn() {
    var open = new AtomicBoolean();
    MessagePump pump = room.pump(delivery -> COMPLETE, LocalBus.HASTY, open);
    await().until(() -> pump.lastSuccess().isPresent());
    room.bus.send(3);

    await().during(Duration.ofSeconds(2)).until(room.seen::isEmpty);
    open.set(true);

    await().until(() -> room.seen.size() == 3);
    assertThat(room.seen).containsExactlyInAnyOrder("m1#0", "m2#0", "m3#0");
  }

  @Test
  void whatComesAfterTheGateClosedLosesNoDelivery() {
    var open = new AtomicBoolean(true);
    room.bus.send(1);
    room.pump(delivery -> COMPLETE, LocalBus.HASTY, open);
    await().until(() -> room.seen.size() == 1);
    open.set(false);
    await().pollDelay(Duration.ofMillis(2500)).until(() -> true);

    room.bus.send(3);

    await().during(Duration.ofSeconds(1)).until(() -> room.seen.size() == 1);
    assertThat(room.bus.takeAll()).hasSize(3).allMatch(message -> message.getDeliveryCount() == 0);
  }
}
