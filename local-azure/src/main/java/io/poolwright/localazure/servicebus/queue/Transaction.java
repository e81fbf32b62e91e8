package io.poolwright.localazure.servicebus.queue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends and settlements that happen together or not at all. Nothing is done before the commit; a
 * settlement's lock must still be held then. All of them belong to one queue or topic, that of the
 * first. After one was refused, nothing can be committed: clients may not have noticed (the Java
 * client does not look at what becomes of a send in a transaction).
 */
public final class Transaction {
  /** The real service's limit. */
  private static final int MAX_STEPS = 100;

  private record Settling(MessageQueue queue, UUID token, Settlement settlement) {}

  private record Sending(Inbox inbox, Content content) {}

  private final List<Settling> settlings = new ArrayList<>();
  private final List<Sending> sendings = new ArrayList<>();
  private final Set<UUID> settled = new HashSet<>();
  private @Nullable String home;
  private boolean broken;

  /**
   * Sends at the commit.
   *
   * @param entity the queue or topic that the message is sent to or transferred through
   * @throws RefusedException if the message cannot be sent there, the transaction is full, or it
   *     belongs to another entity
   */
  public void send(String entity, Inbox inbox, Content content) {
    step(
        entity,
        () -> {
          inbox.check(content);
          sendings.add(new Sending(inbox, content));
        });
  }

  /**
   * Settles at the commit.
   *
   * @param entity the queue or topic that the message was received from
   * @throws RefusedException if the lock is lost, the message is settled twice, the transaction is
   *     full, or it belongs to another entity
   */
  public void settle(String entity, MessageQueue queue, UUID token, Settlement settlement) {
    step(
        entity,
        () -> {
          queue.requireLock(token);
          if (!settled.add(token)) {
            throw Refusal.MESSAGE_LOCK_LOST.because(
                "The message was settled before in the same transaction.");
          }
          settlings.add(new Settling(queue, token, settlement));
        });
  }

  /**
   * Does everything.
   *
   * @throws RefusedException if a lock was lost meanwhile, or a step had been refused; then nothing
   *     is done
   */
  public void commit() {
    if (broken) {
      throw Refusal.TRANSACTION_ROLLED_BACK.because(
          "The transaction was rolled back: one of its operations had been refused.");
    }
    try {
      settlings.forEach(step -> step.queue().requireLock(step.token()));
    } catch (RefusedException lost) {
      throw Refusal.TRANSACTION_ROLLED_BACK.because(
          "The transaction was rolled back: " + lost.detail());
    }
    settlings.forEach(step -> step.queue().settle(step.token(), step.settlement()));
    sendings.forEach(step -> step.inbox().accept(step.content()));
  }

  private void step(String entity, Runnable step) {
    try {
      requireRoom();
      enlist(entity);
      step.run();
    } catch (RefusedException e) {
      broken = true;
      throw e;
    }
  }

  private void enlist(String entity) {
    if (home == null) {
      home = entity;
    } else if (!home.equals(entity)) {
      throw spansEntities();
    }
  }

  /** In the words of the real service. */
  public static RefusedException spansEntities() {
    return Refusal.NOT_ALLOWED.because(
        "Local transactions cannot span multiple top-level entities such as queue or topic.");
  }

  private void requireRoom() {
    if (settlings.size() + sendings.size() >= MAX_STEPS) {
      throw Refusal.NOT_ALLOWED.because(
          "A transaction takes at most %d operations.".formatted(MAX_STEPS));
    }
  }
}
