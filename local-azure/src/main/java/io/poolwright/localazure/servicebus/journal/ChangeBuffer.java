package io.poolwright.localazure.servicebus.journal;

import io.poolwright.localazure.servicebus.queue.Change;
import io.poolwright.localazure.servicebus.queue.ChangeLog;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Changes on their way into one record. */
final class ChangeBuffer implements ChangeLog {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final ChangeCodec codec;

  ChangeBuffer(ChangeCodec codec) {
    this.codec = codec;
  }

  @Override
  public void append(Change change) {
    try {
      codec.write(change, out);
    } catch (IOException e) {
      throw new UncheckedIOException("A change cannot be written down", e);
    }
  }

  boolean isEmpty() {
    return bytes.size() == 0;
  }

  int size() {
    return bytes.size();
  }

  /** All of it; the buffer is empty again. */
  ByteBuffer take() {
    ByteBuffer taken = ByteBuffer.wrap(bytes.toByteArray());
    bytes.reset();
    return taken;
  }
}
