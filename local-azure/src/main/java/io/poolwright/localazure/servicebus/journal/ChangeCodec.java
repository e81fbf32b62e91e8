package io.poolwright.localazure.servicebus.journal;

import io.poolwright.localazure.servicebus.queue.Change;
import io.poolwright.localazure.servicebus.queue.Encoding;
import io.poolwright.localazure.servicebus.queue.Rule;
import io.poolwright.localazure.servicebus.queue.StoredMessage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes as bytes. A kind's number and layout are on disks and never change their meaning. */
final class ChangeCodec {
  private static final int STORED = 1;
  private static final int TOUCHED = 2;
  private static final int REMOVED = 3;
  private static final int REMEMBERED = 4;
  private static final int SESSION_STATE = 5;
  private static final int NUMBERED = 6;
  private static final int RULES = 7;

  private final Encoding encoding;

  ChangeCodec(Encoding encoding) {
    this.encoding = encoding;
  }

  void write(Change change, DataOutput out) throws IOException {
    if (change instanceof Change.Stored stored) {
      start(out, STORED, stored);
      writeMessage(stored.message(), out);
    } else if (change instanceof Change.Touched touched) {
      start(out, TOUCHED, touched);
      out.writeLong(touched.sequenceNumber());
      out.writeByte(touched.state().code());
      out.writeInt(touched.deliveryCount());
    } else if (change instanceof Change.Removed removed) {
      start(out, REMOVED, removed);
      out.writeLong(removed.sequenceNumber());
    } else if (change instanceof Change.Remembered remembered) {
      start(out, REMEMBERED, remembered);
      out.writeUTF(remembered.messageId());
      out.writeLong(remembered.at().toEpochMilli());
    } else if (change instanceof Change.SessionStateSet set) {
      start(out, SESSION_STATE, set);
      out.writeUTF(set.sessionId());
      writeBytes(set.state() == null ? null : bytes(set.state()), out);
    } else if (change instanceof Change.Numbered numbered) {
      start(out, NUMBERED, numbered);
      out.writeLong(numbered.lastSequenceNumber());
    } else if (change instanceof Change.RulesSet set) {
      start(out, RULES, set);
      out.writeInt(set.rules().size());
      for (Rule rule : set.rules()) {
        writeBytes(encoding.encode(rule), out);
      }
    }
  }

  Change read(DataInput in) throws IOException {
    int kind = in.readByte();
    String entity = in.readUTF();
    return switch (kind) {
      case STORED -> new Change.Stored(entity, readMessage(in));
      case TOUCHED -> new Change.Touched(entity, in.readLong(), state(in.readByte()), in.readInt());
      case REMOVED -> new Change.Removed(entity, in.readLong());
      case REMEMBERED -> new Change.Remembered(entity, in.readUTF(), instant(in.readLong()));
      case SESSION_STATE -> new Change.SessionStateSet(entity, in.readUTF(), readState(in));
      case NUMBERED -> new Change.Numbered(entity, in.readLong());
      case RULES -> new Change.RulesSet(entity, readRules(in));
      default -> throw new IOException("The journal has a change of unknown kind " + kind);
    };
  }

  private static void start(DataOutput out, int kind, Change change) throws IOException {
    out.writeByte(kind);
    out.writeUTF(change.entity());
  }

  private static void writeMessage(StoredMessage message, DataOutput out) throws IOException {
    out.writeLong(message.sequenceNumber());
    out.writeLong(message.enqueuedSequenceNumber());
    out.writeLong(message.enqueuedAt().toEpochMilli());
    out.writeByte(message.state().code());
    out.writeInt(message.deliveryCount());
    Instant expiry = message.expiresAt();
    out.writeLong(expiry == null ? Long.MAX_VALUE : expiry.toEpochMilli());
    String source = message.deadLetterSource();
    out.writeUTF(source == null ? "" : source);
    writeBytes(message.content().encoded(), out);
  }

  private StoredMessage readMessage(DataInput in) throws IOException {
    long number = in.readLong();
    long enqueuedNumber = in.readLong();
    Instant enqueuedAt = instant(in.readLong());
    StoredMessage.State state = state(in.readByte());
    int deliveryCount = in.readInt();
    long expiry = in.readLong();
    String source = in.readUTF();
    byte[] encoded = require(readBytes(in), "a message without content");
    return new StoredMessage(
        number,
        enqueuedNumber,
        enqueuedAt,
        state,
        deliveryCount,
        expiry == Long.MAX_VALUE ? null : instant(expiry),
        source.isEmpty() ? null : source,
        encoding.content(encoded));
  }

  private List<Rule> readRules(DataInput in) throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      rules.add(encoding.rule(require(readBytes(in), "a rule without content")));
    }
    return rules;
  }

  private static byte[] require(byte @Nullable [] bytes, String otherwise) throws IOException {
    if (bytes == null) {
      throw new IOException("The journal has " + otherwise);
    }
    return bytes;
  }

  private static void writeBytes(byte @Nullable [] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static @Nullable ByteBuffer readState(DataInput in) throws IOException {
    byte[] bytes = readBytes(in);
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static StoredMessage.State state(int code) throws IOException {
    for (StoredMessage.State state : StoredMessage.State.values()) {
      if (state.code() == code) {
        return state;
      }
    }
    throw new IOException("The journal has a message of unknown state " + code);
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis);
  }
}
