package io.poolwright.worker.engine;

/** What becomes of a message after it was handled. */
public sealed interface Settlement {
  /** Done: whatever follows is stored and scheduled. */
  record Complete() implements Settlement {}

  /** Give it back: something on the way failed, and the next delivery repairs it. */
  record Abandon(String why) implements Settlement {}

  /**
   * It can never be handled.
   *
   * @param reason a stable code
   * @param description for people, free of secrets
   */
  record DeadLetter(String reason, String description) implements Settlement {}
}
