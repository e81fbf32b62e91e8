package io.poolwright.localazure.servicebus.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message without AMQP, for tests of what queues mean. */
public record PlainContent(
    SystemProperties system,
    Map<String, Object> applicationProperties,
    @Nullable Duration timeToLive,
    @Nullable Instant scheduledEnqueueTime)
    implements Content {

  public static PlainContent of(String id) {
    return new PlainContent(SystemProperties.none().withMessageId(id), Map.of(), null, null);
  }

  public PlainContent inSession(String session) {
    return new PlainContent(
        system.withSessionId(session), applicationProperties, timeToLive, scheduledEnqueueTime);
  }

  public PlainContent living(Duration time) {
    return new PlainContent(system, applicationProperties, time, scheduledEnqueueTime);
  }

  public PlainContent at(Instant time) {
    return new PlainContent(system, applicationProperties, timeToLive, time);
  }

  @Override
  public byte[] encoded() {
    return String.valueOf(system.messageId()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Content withApplicationProperties(Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>(applicationProperties);
    all.putAll(changes);
    return new PlainContent(system, all, timeToLive, scheduledEnqueueTime);
  }
}
