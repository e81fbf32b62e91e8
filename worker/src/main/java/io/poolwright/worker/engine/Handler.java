package io.poolwright.worker.engine;

/** Handles the messages of one queue. Never throws: whatever goes wrong is in the settlement. */
@FunctionalInterface
public interface Handler {
  Settlement handle(Delivery delivery);
}
