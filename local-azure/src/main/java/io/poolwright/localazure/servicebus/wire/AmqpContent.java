package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Content;
import io.poolwright.localazure.servicebus.queue.SystemProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A message as bytes, with the sections before its body also decoded. Properties, application
 * properties and body reach receivers byte for byte as the sender wrote them.
 */
public final class AmqpContent implements Content {
  private static final Symbol SCHEDULED_TIME = Symbol.valueOf("x-opt-scheduled-enqueue-time");

  private final AmqpCodec codec;
  private final byte[] encoded;
  private @Nullable Header header;
  private @Nullable MessageAnnotations annotations;
  private @Nullable Properties properties;
  private Map<String, Object> applicationProperties = Map.of();
  private int bareOffset;
  private int bodyOffset;

  /**
   * Reads a message.
   *
   * @throws io.poolwright.localazure.servicebus.queue.RefusedException if the bytes are no message
   */
  public AmqpContent(AmqpCodec codec, byte[] encoded) {
    this.codec = codec;
    this.encoded = encoded;
    this.bareOffset = encoded.length;
    this.bodyOffset = encoded.length;
    codec.sections(encoded).forEach(this::read);
  }

  static boolean isBeforeBody(Object section) {
    return section instanceof Header
        || section instanceof DeliveryAnnotations
        || section instanceof MessageAnnotations
        || section instanceof Properties
        || section instanceof ApplicationProperties;
  }

  private void read(AmqpCodec.Section section) {
    Object value = section.value();
    if (value instanceof Header found) {
      header = found;
    } else if (value instanceof MessageAnnotations found) {
      annotations = found;
    } else if (!(value instanceof DeliveryAnnotations)) {
      bareOffset = Math.min(bareOffset, section.start());
      if (value instanceof Properties found) {
        properties = found;
      } else if (value instanceof ApplicationProperties found && found.getValue() != null) {
        applicationProperties = Map.copyOf(withoutNulls(found.getValue()));
      } else if (!isBeforeBody(value)) {
        bodyOffset = section.start();
      }
    }
  }

  @Override
  public SystemProperties system() {
    Properties p = properties;
    if (p == null) {
      return SystemProperties.none();
    }
    return new SystemProperties(
        text(p.getMessageId()),
        text(p.getCorrelationId()),
        p.getTo(),
        p.getReplyTo(),
        p.getSubject(),
        p.getGroupId(),
        p.getReplyToGroupId(),
        text(p.getContentType()));
  }

  @Override
  public Map<String, Object> applicationProperties() {
    return applicationProperties;
  }

  /** The header's ttl is 32 bits wide; clients say longer ones by the absolute expiry time. */
  @Override
  public @Nullable Duration timeToLive() {
    Properties p = properties;
    if (p != null && p.getAbsoluteExpiryTime() != null && p.getCreationTime() != null) {
      return Duration.between(
          p.getCreationTime().toInstant(), p.getAbsoluteExpiryTime().toInstant());
    }
    return header == null || header.getTtl() == null
        ? null
        : Duration.ofMillis(header.getTtl().longValue());
  }

  @Override
  public @Nullable Instant scheduledEnqueueTime() {
    Object time = annotations().get(SCHEDULED_TIME);
    return time instanceof Date date ? date.toInstant() : null;
  }

  @Override
  public byte[] encoded() {
    return encoded;
  }

  @Override
  public Content withApplicationProperties(Map<String, Object> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    Map<String, Object> merged = new HashMap<>(applicationProperties);
    merged.putAll(changes);
    List<Object> sections = new ArrayList<>();
    addIfPresent(sections, header);
    addIfPresent(sections, annotations);
    addIfPresent(sections, properties);
    sections.add(new ApplicationProperties(merged));
    return new AmqpContent(codec, codec.encode(sections, encoded, bodyOffset));
  }

  /** The message with the broker's header and annotations before what the sender wrote. */
  byte[] delivered(Header newHeader, Map<Symbol, Object> brokerAnnotations) {
    Map<Symbol, Object> merged = new HashMap<>(annotations());
    merged.putAll(brokerAnnotations);
    if (header != null) {
      newHeader.setDurable(header.getDurable());
      newHeader.setPriority(header.getPriority());
      newHeader.setTtl(header.getTtl());
    }
    return codec.encode(List.of(newHeader, new MessageAnnotations(merged)), encoded, bareOffset);
  }

  private Map<Symbol, Object> annotations() {
    return annotations == null || annotations.getValue() == null
        ? Map.of()
        : annotations.getValue();
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> properties) {
    Map<String, Object> present = new HashMap<>(properties);
    present.values().removeIf(value -> value == null);
    return present;
  }

  private static void addIfPresent(List<Object> sections, @Nullable Object section) {
    if (section != null) {
      sections.add(section);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
