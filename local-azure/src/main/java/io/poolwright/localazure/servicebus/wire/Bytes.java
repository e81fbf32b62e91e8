package io.poolwright.localazure.servicebus.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;

/** Byte orders of the dialect. */
final class Bytes {
  private Bytes() {}

  static byte[] copy(Binary binary) {
    int from = binary.getArrayOffset();
    return Arrays.copyOfRange(binary.getArray(), from, from + binary.getLength());
  }

  /** A UUID as .NET writes it, the order of delivery tags: its first three fields reversed. */
  static byte[] dotNetOrder(UUID id) {
    byte[] java =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    byte[] tag = java.clone();
    reverse(java, tag, 0, 4);
    reverse(java, tag, 4, 2);
    reverse(java, tag, 6, 2);
    return tag;
  }

  private static void reverse(byte[] from, byte[] to, int start, int length) {
    for (int i = 0; i < length; i++) {
      to[start + i] = from[start + length - 1 - i];
    }
  }
}
