package io.poolwright.worker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A queue of Service Bus, as far as the engine relies on it. Each test has an empty one. */
public abstract class QueueContract {
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(20);

  /** A message that is locked for a receiver. */
  public interface Held {
    String id();

    /** Which delivery of it this is, from 1. */
    long delivery();

    /** Whether the lock was still held, so that the message is gone. */
    boolean complete();

    void abandon();
  }

  /** Sends a message that is to come no sooner than after some time. */
  protected abstract void send(String id, Duration after);

  /** The next message, or empty if none comes in time. */
  protected abstract Optional<Held> receive(Duration patience);

  /** Lets time pass. */
  protected abstract void pass(Duration time);

  protected abstract Duration lock();

  protected abstract int mostDeliveries();

  /** The reason with which each message was given up, with its id: {@code id: reason}. */
  protected abstract List<String> dead();

  private Held next() {
    return receive(SOON).orElseThrow();
  }

  @Test
  public void aMessageIsHeldByOneAndComesAgainWhenItsLockIsOver() {
    send("a", Duration.ZERO);
    Held held = next();
    assertThat(held.delivery()).isEqualTo(1);
    assertThat(receive(MOMENT)).isEmpty();

    pass(lock());
    Held again = next();
    assertThat(again.id()).isEqualTo("a");
    assertThat(again.delivery()).isEqualTo(2);
    assertThat(held.complete()).as("with a lock that is lost").isFalse();
    assertThat(again.complete()).isTrue();
    assertThat(receive(MOMENT)).isEmpty();
  }

  @Test
  public void whatIsAbandonedComesAgainAtOnceUntilItIsGivenUp() {
    send("a", Duration.ZERO);
    for (int i = 1; i <= mostDeliveries(); i++) {
      Held held = next();
      assertThat(held.delivery()).isEqualTo(i);
      held.abandon();
    }
    assertThat(receive(MOMENT)).isEmpty();
    assertThat(dead()).containsExactly("a: MaxDeliveryCountExceeded");
  }

  @Test
  public void aMessageComesNoSoonerThanItsTime() {
    send("a", Duration.ofSeconds(4));
    assertThat(receive(MOMENT)).isEmpty();
    assertThat(next().complete()).isTrue();
  }

  @Test
  public void anIdThatCameIsNotTakenAgainNotEvenForLater() {
    send("a", Duration.ZERO);
    send("a", Duration.ZERO);
    send("a", MOMENT);
    send("b", MOMENT);
    send("b", Duration.ZERO);
    var ids = new TreeSet<String>();
    for (int i = 0; i < 2; i++) {
      Held held = next();
      ids.add(held.id());
      assertThat(held.complete()).isTrue();
    }
    assertThat(ids).containsExactly("a", "b");
    assertThat(receive(MOMENT.multipliedBy(2))).isEmpty();
  }
}
