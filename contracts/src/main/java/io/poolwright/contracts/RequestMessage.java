package io.poolwright.contracts;

import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A request as a message for the queue {@link Channels#REQUESTS}, for whichever client sends it:
 *
 * <pre>{@code
 * var message = new RequestMessage(request);
 * sender.sendMessage(
 *     new ServiceBusMessage(message.body())
 *         .setMessageId(message.messageId())
 *         .setCorrelationId(message.correlationId())
 *         .setContentType(RequestMessage.CONTENT_TYPE));  // and applicationProperties()
 * }</pre>
 *
 * @param request its secrets are in {@link #body()}, and nowhere else
 * @param traceparent the trace that all events of the job shall be part of, or null
 */
public record RequestMessage(Request request, @Nullable Traceparent traceparent) {
  public static final String CONTENT_TYPE = "application/json";

  /** A message that is part of no trace. */
  public RequestMessage(Request request) {
    this(request, null);
  }

  /** The request as JSON, UTF-8; to be shown to nobody, since a SAS stands in it as it is. */
  public byte[] body() {
    return RequestCodec.encode(request);
  }

  /**
   * The job id with a mark of the content: the queue drops a repetition, and lets a corrected
   * request under the same job id through.
   */
  public String messageId() {
    if (request instanceof CancelRequest) {
      return request.jobId() + "/cancel";
    }
    var content = new CRC32();
    content.update(body());
    return "%s/%08x".formatted(request.jobId(), content.getValue());
  }

  /** To be added to those of the message. */
  public Map<String, String> applicationProperties() {
    return traceparent == null ? Map.of() : Map.of(Traceparent.PROPERTY, traceparent.value());
  }

  /** The job id, which is the correlation id of all its events too. */
  public String correlationId() {
    return request.jobId().value();
  }
}
