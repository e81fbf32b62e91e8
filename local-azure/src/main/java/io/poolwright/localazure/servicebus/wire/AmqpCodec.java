package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.RefusedException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;

/** Reads and writes AMQP values. Not for several threads: the broker has one. */
public final class AmqpCodec {
  private final DecoderImpl decoder = new DecoderImpl();
  private final EncoderImpl encoder = new EncoderImpl(decoder);
  private ByteBuffer scratch = ByteBuffer.allocate(16 * 1024);

  public AmqpCodec() {
    AMQPDefinedTypes.registerAllTypes(decoder, encoder);
  }

  /** A value and where in the bytes it began. */
  record Section(int start, Object value) {}

  /**
   * Reads a message's sections in order, up to and including the first of its body.
   *
   * @throws RefusedException if the bytes are no message
   */
  List<Section> sections(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    List<Section> sections = new ArrayList<>();
    boolean body = false;
    while (bytes.hasRemaining() && !body) {
      Section section = new Section(bytes.position(), next(bytes));
      body = !AmqpContent.isBeforeBody(section.value());
      sections.add(section);
    }
    return sections;
  }

  /**
   * Takes a batch apart: one data section for each message.
   *
   * @throws RefusedException if it is no batch
   */
  List<byte[]> batch(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    List<byte[]> messages = new ArrayList<>();
    while (bytes.hasRemaining()) {
      Object section = next(bytes);
      if (section instanceof Data data) {
        messages.add(Bytes.copy(data.getValue()));
      } else if (!AmqpContent.isBeforeBody(section)) {
        throw Refusal.DECODE.because("A batch consists of data sections only.");
      }
    }
    return messages;
  }

  /** Writes values one after the other, followed by the rest of {@code tail} from an offset. */
  byte[] encode(List<?> values, byte[] tail, int offset) {
    ByteBuffer written = write(values);
    byte[] all = new byte[written.remaining() + tail.length - offset];
    int length = written.remaining();
    written.get(all, 0, length);
    System.arraycopy(tail, offset, all, length, tail.length - offset);
    return all;
  }

  /**
   * Reads one value.
   *
   * @throws RefusedException if the bytes are none
   */
  Object decode(byte[] encoded) {
    return next(ByteBuffer.wrap(encoded));
  }

  byte[] encode(List<?> values) {
    return encode(values, new byte[0], 0);
  }

  private ByteBuffer write(List<?> values) {
    while (true) {
      try {
        encoder.setByteBuffer(scratch.clear());
        values.forEach(encoder::writeObject);
        return scratch.flip();
      } catch (BufferOverflowException | IndexOutOfBoundsException tooSmall) {
        scratch = ByteBuffer.allocate(scratch.capacity() * 2);
      }
    }
  }

  private Object next(ByteBuffer bytes) {
    try {
      decoder.setByteBuffer(bytes);
      Object value = decoder.readObject();
      if (value == null) {
        throw Refusal.DECODE.because("A message section cannot be null.");
      }
      return value;
    } catch (RefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Refusal.DECODE.because("The message cannot be decoded: " + e.getMessage());
    }
  }
}
