package io.poolwright.localazure.servicebus.queue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Sends and settlements that happen together or not at all. Nothing is done before the commit; a
 * settlement's lock must still be held then.
 */
public final class Transaction {
  /** The real service's limit. */
  private static final int MAX_STEPS = 100;

  private record Settling(MessageQueue queue, UUID token, Settlement settlement) {}

  private record Sending(Inbox inbox, Content content) {}

  private final List<Settling> settlings = new ArrayList<>();
  private final List<Sending> sendings = new ArrayList<>();
  private final Set<UUID> settled = new HashSet<>();

  /**
   * Sends at the commit.
   *
   * @throws RefusedException if the message cannot be sent there, or the transaction is full
   */
  public void send(Inbox inbox, Content content) {
    requireRoom();
    inbox.check(content);
    sendings.add(new Sending(inbox, content));
  }

  /**
   * Settles at the commit.
   *
   * @throws RefusedException if the lock is lost, the message is settled twice, or the transaction
   *     is full
   */
  public void settle(MessageQueue queue, UUID token, Settlement settlement) {
    requireRoom();
    queue.requireLock(token);
    if (!settled.add(token)) {
      throw Refusal.MESSAGE_LOCK_LOST.because(
          "The message was settled before in the same transaction.");
    }
    settlings.add(new Settling(queue, token, settlement));
  }

  /**
   * Does everything.
   *
   * @throws RefusedException if a lock was lost meanwhile; then nothing is done
   */
  public void commit() {
    try {
      settlings.forEach(step -> step.queue().requireLock(step.token()));
    } catch (RefusedException lost) {
      throw Refusal.TRANSACTION_ROLLED_BACK.because(
          "The transaction was rolled back: " + lost.detail());
    }
    settlings.forEach(step -> step.queue().settle(step.token(), step.settlement()));
    sendings.forEach(step -> step.inbox().accept(step.content()));
  }

  private void requireRoom() {
    if (settlings.size() + sendings.size() >= MAX_STEPS) {
      throw Refusal.NOT_ALLOWED.because(
          "A transaction takes at most %d operations.".formatted(MAX_STEPS));
    }
  }
}
