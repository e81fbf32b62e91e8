package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Refusal;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/** A management request's body: a map, whose arrays and numbers differ among the clients. */
record Request(Map<?, ?> body) {

  static Request of(Message message) {
    if (message.getBody() instanceof AmqpValue value && value.getValue() instanceof Map<?, ?> map) {
      return new Request(map);
    }
    throw Refusal.ARGUMENT.because("The request's body is not a map.");
  }

  boolean has(String key) {
    return body.get(key) != null;
  }

  long number(String key) {
    if (body.get(key) instanceof Number number) {
      return number.longValue();
    }
    throw missing(key);
  }

  String text(String key) {
    String text = optionalText(key);
    if (text == null) {
      throw missing(key);
    }
    return text;
  }

  @Nullable String optionalText(String key) {
    Object value = body.get(key);
    return value == null ? null : value.toString();
  }

  Map<String, Object> map(String key) {
    return Outcomes.byName(body.get(key) instanceof Map<?, ?> map ? map : null);
  }

  @Nullable Binary binary(String key) {
    return body.get(key) instanceof Binary binary ? binary : null;
  }

  List<Long> numbers(String key) {
    return items(key).stream().map(item -> ((Number) item).longValue()).toList();
  }

  List<UUID> lockTokens() {
    return items("lock-tokens").stream().map(UUID.class::cast).toList();
  }

  /** The elements of an array or list. */
  List<Object> items(String key) {
    Object value = body.get(key);
    List<Object> items = new ArrayList<>();
    if (value instanceof Collection<?> collection) {
      items.addAll(collection);
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        items.add(Array.get(value, i));
      }
    } else {
      throw missing(key);
    }
    return items;
  }

  private static RuntimeException missing(String key) {
    return Refusal.ARGUMENT.because("The request lacks a usable '%s'.".formatted(key));
  }
}
