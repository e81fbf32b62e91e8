package io.poolwright.localazure.servicebus.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a queue means, in virtual time and without sockets. */
class QueueTest {
  private static final Duration LOCK = Duration.ofMinutes(1);
  private static final Settlement COMPLETE = new Settlement.Complete();
  private static final Settlement ABANDON = new Settlement.Abandon(Map.of());

  private final List<Change> changes = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long tokens;

  private Queue queue(int maxDeliveries, boolean sessions) {
    var settings = new QueueSettings(LOCK, maxDeliveries, Duration.ofDays(1), true, sessions);
    var world = new Surroundings(() -> now, () -> new UUID(0, ++tokens), changes::add);
    return new Queue("q", settings, Duration.ofMinutes(10), world);
  }

  private void pass(Queue queue, Duration time) {
    now = now.plus(time);
    queue.advance();
  }

  private static Delivery take(MessageQueue messages) {
    return Objects.requireNonNull(messages.take(ReceiveMode.PEEK_LOCK, null), "nothing to take");
  }

  private static boolean isIdle(MessageQueue messages) {
    return messages.take(ReceiveMode.PEEK_LOCK, null) == null;
  }

  private static MessageQueue dead(Queue queue) {
    return Objects.requireNonNull(queue.messages().deadLetters());
  }

  private static Map<String, Object> properties(Delivery delivery) {
    return delivery.message().content().applicationProperties();
  }

  @Test
  void aHeldMessageIsHiddenUntilItsLockEnds() {
    Queue queue = queue(10, false);
    queue.inbox().accept(PlainContent.of("m"));
    Delivery held = take(queue.messages());

    assertThat(queue.nextDeadline()).isEqualTo(held.lockedUntil());
    pass(queue, LOCK.minusMillis(1));
    assertThat(isIdle(queue.messages())).isTrue();
    pass(queue, Duration.ofMillis(1));

    assertThat(take(queue.messages()).message().deliveryCount()).isEqualTo(1);
    assertThatThrownBy(() -> queue.messages().settle(held.lockToken(), COMPLETE))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.MESSAGE_LOCK_LOST));
  }

  @Test
  void releasingDoesNotCountButAbandoningDoes() {
    Queue queue = queue(10, false);
    queue.inbox().accept(PlainContent.of("m"));

    queue.messages().settle(take(queue.messages()).lockToken(), new Settlement.Release());
    Delivery released = take(queue.messages());
    queue.messages().settle(released.lockToken(), ABANDON);

    assertThat(released.message().deliveryCount()).isZero();
    assertThat(take(queue.messages()).message().deliveryCount()).isEqualTo(1);
  }

  @Test
  void tooManyDeliveriesEndInTheDeadLetterQueueForGood() {
    Queue queue = queue(2, false);
    queue.inbox().accept(PlainContent.of("m"));
    queue.messages().settle(take(queue.messages()).lockToken(), ABANDON);
    take(queue.messages());

    pass(queue, LOCK);

    Delivery dead = take(dead(queue));
    assertThat(properties(dead)).containsEntry("DeadLetterReason", "MaxDeliveryCountExceeded");
    dead(queue).settle(dead.lockToken(), ABANDON);
    assertThat(take(dead(queue)).message().deliveryCount()).isEqualTo(3);
  }

  @Test
  void aMessageExpiresWhenFreeAndWhenItComesBackTooLate() {
    Queue queue = queue(10, false);
    Duration life = Duration.ofSeconds(30);
    queue.inbox().accept(PlainContent.of("free").living(life));
    queue.inbox().accept(PlainContent.of("held").living(life));
    Delivery first = take(queue.messages());
    queue.messages().settle(first.lockToken(), COMPLETE);
    Delivery held = take(queue.messages());

    pass(queue, life);
    assertThat(isIdle(dead(queue))).isTrue();
    queue.messages().settle(held.lockToken(), new Settlement.Release());

    assertThat(properties(take(dead(queue))))
        .containsEntry("DeadLetterReason", "TTLExpiredException");
  }

  @Test
  void aScheduledMessageGetsANewNumberWhenItIsDue() {
    Queue queue = queue(10, false);
    long number = queue.inbox().schedule(PlainContent.of("later"), now.plusSeconds(5));
    queue.inbox().accept(PlainContent.of("now"));

    assertThat(take(queue.messages()).message().content().system().messageId()).isEqualTo("now");
    pass(queue, Duration.ofSeconds(5));

    assertThat(take(queue.messages()).message().sequenceNumber()).isGreaterThan(number);
    assertThatThrownBy(() -> queue.inbox().cancel(number)).isInstanceOf(RefusedException.class);
  }

  @Test
  void aMessageIdIsForgottenAfterTheWindow() {
    Queue queue = queue(10, false);
    queue.inbox().schedule(PlainContent.of("m"), now.plusSeconds(3600));
    queue.inbox().accept(PlainContent.of("m"));
    assertThat(isIdle(queue.messages())).isTrue();

    pass(queue, Duration.ofMinutes(10).plusMillis(1));
    queue.inbox().accept(PlainContent.of("m"));

    assertThat(isIdle(queue.messages())).isFalse();
  }

  @Test
  void aSessionThatRunsOutCountsAndOneThatIsClosedDoesNot() {
    Queue queue = queue(10, true);
    queue.inbox().accept(PlainContent.of("m").inSession("s"));
    List<String> lost = new ArrayList<>();
    SessionHolder holder = () -> lost.add("lost");
    queue.messages().acceptSession("s", holder);
    assertThat(queue.messages().take(ReceiveMode.PEEK_LOCK, "s")).isNotNull();

    queue.messages().releaseSession("s", holder);
    queue.messages().acceptSession(null, holder);
    Delivery again = queue.messages().take(ReceiveMode.PEEK_LOCK, "s");
    pass(queue, LOCK);

    assertThat(again).isNotNull();
    assertThat(Objects.requireNonNull(again).message().deliveryCount()).isZero();
    assertThat(lost).hasSize(1);
    queue.messages().acceptSession("s", holder);
    Delivery counted = queue.messages().take(ReceiveMode.PEEK_LOCK, "s");
    assertThat(Objects.requireNonNull(counted).message().deliveryCount()).isEqualTo(1);
  }

  @Test
  void aTransactionWithALostLockDoesNothing() {
    Queue queue = queue(10, false);
    queue.inbox().accept(PlainContent.of("in"));
    Delivery in = take(queue.messages());
    Transaction transaction = new Transaction();
    transaction.settle("q", queue.messages(), in.lockToken(), COMPLETE);
    transaction.send("q", queue.inbox(), PlainContent.of("out"));

    pass(queue, LOCK);

    assertThatThrownBy(transaction::commit).isInstanceOf(RefusedException.class);
    assertThat(take(queue.messages()).message().content().system().messageId()).isEqualTo("in");
    assertThat(isIdle(queue.messages())).isTrue();
  }

  @Test
  void replayingTheChangesGivesTheSameQueue() {
    Queue queue = queue(2, false);
    for (String id : List.of("gone", "deferred", "dead", "abandoned", "untouched")) {
      queue.inbox().accept(PlainContent.of(id));
    }
    queue.inbox().schedule(PlainContent.of("scheduled"), now.plusSeconds(60));
    MessageQueue messages = queue.messages();
    messages.settle(take(messages).lockToken(), COMPLETE);
    Delivery deferred = take(messages);
    messages.settle(deferred.lockToken(), new Settlement.Defer(Map.of()));
    messages.settle(take(messages).lockToken(), new Settlement.DeadLetter("r", "d", Map.of()));
    messages.settle(take(messages).lockToken(), ABANDON);
    Map<String, EntityState> states = new HashMap<>();
    changes.forEach(
        change -> states.computeIfAbsent(change.entity(), path -> new EntityState()).apply(change));

    Queue restored = queue(2, false);
    restored.restore(states);

    assertThat(take(restored.messages()).message().deliveryCount()).isEqualTo(1);
    assertThat(take(restored.messages()).message().content().system().messageId())
        .isEqualTo("untouched");
    assertThat(isIdle(restored.messages())).isTrue();
    assertThat(properties(take(dead(restored)))).containsEntry("DeadLetterReason", "r");
    assertThat(
            restored
                .messages()
                .takeDeferred(deferred.message().sequenceNumber(), ReceiveMode.PEEK_LOCK))
        .isNotNull();
    restored.inbox().accept(PlainContent.of("gone"));
    assertThat(isIdle(restored.messages())).isTrue();
    pass(restored, Duration.ofSeconds(60));
    assertThat(isIdle(restored.messages())).isFalse();
  }
}
