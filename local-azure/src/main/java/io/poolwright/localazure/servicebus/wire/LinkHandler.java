package io.poolwright.localazure.servicebus.wire;

import org.apache.qpid.proton.engine.Delivery;

/** What the broker does on one link. */
interface LinkHandler {

  /** A delivery came, or its state changed. */
  default void onDelivery(Delivery delivery) {}

  /** The client closed the link; nothing more comes. */
  default void onClosed() {}

  /** The connection went away without a word. */
  default void onConnectionLost() {}
}
