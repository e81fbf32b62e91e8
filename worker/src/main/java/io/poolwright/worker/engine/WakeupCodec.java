package io.poolwright.worker.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolwright.contracts.JobId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A wake-up as the body of a message, {@code
 * {"type":"io.poolwright.wakeup.v1","jobId":"nightly-42","revision":7}}.
 *
 * <p>The worker writes wake-ups to itself, so exactly what {@link #encode} writes is read back: no
 * other order, space, escape or further property. That needs no JSON parser, and there is nothing
 * to bound but the length. Wake-ups may lie in a queue over an upgrade: this form stays readable
 * for ever, and another form gets another {@code type}.
 */
public final class WakeupCodec {
  static final int MAX_BYTES = 256;

  private static final Pattern SHAPE =
      Pattern.compile(
          "\\{\"type\":\"io\\.poolwright\\.wakeup\\.v1\","
              + "\"jobId\":\"([A-Za-z0-9][A-Za-z0-9._-]{0,99})\","
              + "\"revision\":([1-9][0-9]{0,17})}");

  private WakeupCodec() {}

  /** What a body turned out to be. */
  public sealed interface Decoded {
    record Valid(Wakeup wakeup) implements Decoded {}

    /**
     * No worker has written this.
     *
     * @param why for people; quotes nothing of the body
     */
    record Malformed(String why) implements Decoded {}
  }

  public static byte[] encode(Wakeup wakeup) {
    String text =
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\""
            + wakeup.jobId()
            + "\",\"revision\":"
            + wakeup.revision()
            + "}";
    return text.getBytes(UTF_8);
  }

  public static Decoded decode(byte[] body) {
    if (body.length > MAX_BYTES) {
      return new Decoded.Malformed(
          "a wake-up has at most %d bytes, this has %d".formatted(MAX_BYTES, body.length));
    }
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return new Decoded.Malformed("not UTF-8");
    }
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return new Decoded.Malformed("not of the form io.poolwright.wakeup.v1");
    }
    var jobId = new JobId(shape.group(1));
    return new Decoded.Valid(new Wakeup(jobId, Long.parseLong(shape.group(2))));
  }
}
