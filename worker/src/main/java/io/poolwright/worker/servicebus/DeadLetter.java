package io.poolwright.worker.servicebus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.worker.engine.WakeupCodec;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a message in a dead-letter queue. Every text is fit to be shown, and the body is
 * not kept: there may be many, and they hold secrets.
 *
 * @param sequenceNumber what the queue calls it, and no other message
 * @param id the message id; {@code seq-} and the sequence number if its sender gave it none
 * @param enqueuedAt when it came to the queue, not when it was given up
 * @param reason a code, by whoever gave it up; empty if none was given
 * @param description for people; empty if none was given
 * @param deliveryCount how many deliveries before the last one had ended in vain
 * @param job null if the body names none
 * @param preview the beginning of the body
 * @param copyId the message id of its copy, if it is sent again
 */
public record DeadLetter(
    long sequenceNumber,
    String id,
    Instant enqueuedAt,
    String reason,
    String description,
    long deliveryCount,
    @Nullable JobId job,
    String preview,
    String copyId) {
  private static final int MOST_OF_A_NAME = 128;
  private static final int MOST_OF_A_DESCRIPTION = 1024;
  private static final int MOST_OF_A_BODY = 160;
  private static final Pattern JOB =
      Pattern.compile("\"jobId\"\\s*:\\s*\"([A-Za-z0-9][A-Za-z0-9._-]{0,99})\"");

  static DeadLetter of(ServiceBusReceivedMessage message) {
    byte[] body = MessageBody.of(message);
    String text = new String(body, UTF_8);
    return new DeadLetter(
        message.getSequenceNumber(),
        idOf(message),
        message.getEnqueuedTime().toInstant(),
        shown(message.getDeadLetterReason(), MOST_OF_A_NAME),
        shown(message.getDeadLetterErrorDescription(), MOST_OF_A_DESCRIPTION),
        message.getDeliveryCount(),
        jobOf(body, text),
        Preview.of(text, MOST_OF_A_BODY),
        Preview.of(FreshCopy.id(message), MOST_OF_A_NAME));
  }

  private static String idOf(ServiceBusReceivedMessage message) {
    String id = shown(message.getMessageId(), MOST_OF_A_NAME);
    return id.isEmpty() ? "seq-" + message.getSequenceNumber() : id;
  }

  private static String shown(@Nullable String text, int most) {
    return text == null ? "" : Preview.of(text, most);
  }

  /** What cannot be parsed as a whole may name its job all the same. */
  private static @Nullable JobId jobOf(byte[] body, String text) {
    if (WakeupCodec.decode(body) instanceof WakeupCodec.Decoded.Valid wakeup) {
      return wakeup.wakeup().jobId();
    }
    Decoded decoded = RequestCodec.decode(body);
    if (decoded instanceof Decoded.Valid valid) {
      return valid.request().jobId();
    }
    if (decoded instanceof Decoded.Invalid invalid) {
      return invalid.jobId();
    }
    Matcher named = JOB.matcher(text);
    return named.find() ? new JobId(named.group(1)) : null;
  }
}
