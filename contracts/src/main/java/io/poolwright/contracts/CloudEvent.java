package io.poolwright.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link JobEvent} as a CloudEvent 1.0 (<a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">specification</a>),
 * whose {@code datacontenttype} is always {@value #CONTENT_TYPE}.
 *
 * @param id {@code jobId/sequence}; with {@code source} it names the event, so that repeats can be
 *     dropped
 * @param source who publishes it: a URI reference
 * @param type {@code io.poolwright.job.<name>.v1}
 * @param subject the job id
 * @param traceparent the trace of the request (distributed tracing extension), or null
 * @param data the {@link EventData}; a newer writer may have put more into it
 */
public record CloudEvent(
    String id,
    URI source,
    String type,
    String subject,
    Instant time,
    @Nullable Traceparent traceparent,
    JsonNode data) {
  /** The {@code source} of a worker that was given no name. */
  public static final URI DEFAULT_SOURCE = URI.create("/poolwright");

  /** The {@code contentType} of {@link #body()}. */
  public static final String CONTENT_TYPE = "application/json";

  private static final int LONGEST_CAUSE = 200;

  static final String SPEC_VERSION = "1.0";
  static final ObjectMapper MAPPER = ContractJson.newMapper();

  /**
   * The event as it is published.
   *
   * @param source {@link #DEFAULT_SOURCE}, or the name of the worker as {@code poolwright://name}
   */
  public static CloudEvent of(JobEvent event, URI source) {
    return new CloudEvent(
        event.id(),
        source,
        EventType.of(event.data()).wireName(),
        event.jobId().value(),
        event.time(),
        event.traceparent(),
        tree(event.data()));
  }

  /** Goes by way of the text, so that the tree equals the one that a receiver will read. */
  private static JsonNode tree(EventData data) {
    try {
      return MAPPER.readTree(MAPPER.writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values cannot fail to be written", e);
    }
  }

  /**
   * The event as it was before it was sent.
   *
   * @throws IllegalArgumentException if it is none of Poolwright's, or of a kind that this version
   *     does not know; the message says which
   */
  public JobEvent toJobEvent() {
    EventType kind = EventType.called(type);
    if (!id.startsWith(subject + "/") || !JobId.isValid(subject)) {
      throw new IllegalArgumentException("the id of the event is not that of its job and a number");
    }
    try {
      long sequence = Long.parseLong(id.substring(subject.length() + 1));
      EventData content = MAPPER.treeToValue(data, kind.data());
      return new JobEvent(new JobId(subject), sequence, time, content, traceparent);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the id of the event does not end with a number", e);
    } catch (JsonProcessingException e) {
      // Not chained: Jackson quotes what it read, at any length and with any character.
      throw new IllegalArgumentException(
          "the data is not that of a %s event: %s"
              .formatted(type, Shown.text(e.getOriginalMessage(), LONGEST_CAUSE)));
    }
  }

  /** Structured mode (CloudEvents JSON format), in one line. */
  public String toJson() {
    return CloudEventJson.write(this);
  }

  /**
   * Reads structured mode; attributes and data that it does not know are ignored.
   *
   * @throws IllegalArgumentException if the text is no CloudEvent 1.0 with JSON data
   */
  public static CloudEvent fromJson(String json) {
    return CloudEventJson.read(json);
  }

  /** Binary mode (CloudEvents AMQP binding): the application properties. */
  public Map<String, String> amqpProperties() {
    return CloudEventAmqp.properties(this);
  }

  /** Binary mode: the data, UTF-8, to be sent with {@link #CONTENT_TYPE}. */
  public byte[] body() {
    return CloudEventAmqp.body(this);
  }

  /**
   * Reads binary mode.
   *
   * @param properties application properties; those of others are ignored
   * @throws IllegalArgumentException if they are not those of a CloudEvent 1.0 with JSON data
   */
  public static CloudEvent fromAmqp(Map<String, ?> properties, byte[] body) {
    return CloudEventAmqp.read(properties, body);
  }
}
