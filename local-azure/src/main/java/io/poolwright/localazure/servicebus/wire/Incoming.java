package io.poolwright.localazure.servicebus.wire;

import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.jspecify.annotations.Nullable;

/** Takes complete deliveries off a link and keeps the client supplied with credit. */
final class Incoming {
  private static final int CREDIT = 1000;

  private Incoming() {}

  static void open(Receiver link) {
    link.flow(CREDIT);
  }

  /** The delivery's bytes; null while it is not complete, or if the client gave it up. */
  static byte @Nullable [] take(Receiver link, Delivery delivery) {
    if (!delivery.isReadable() || delivery.isPartial()) {
      return null;
    }
    if (delivery.isAborted()) {
      delivery.settle();
      return null;
    }
    byte[] bytes = new byte[delivery.pending()];
    link.recv(bytes, 0, bytes.length);
    link.advance();
    if (link.getCredit() < CREDIT / 2) {
      link.flow(CREDIT - link.getCredit());
    }
    return bytes;
  }
}
