package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.Settlement;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.jspecify.annotations.Nullable;

/** AMQP outcomes and what they mean for a message. */
final class Outcomes {
  private static final String REASON = "DeadLetterReason";
  private static final String DESCRIPTION = "DeadLetterErrorDescription";

  private Outcomes() {}

  /**
   * What a client's outcome asks for.
   *
   * @throws io.poolwright.localazure.servicebus.queue.RefusedException for a state that is none
   */
  static Settlement settlement(@Nullable Object outcome) {
    if (outcome instanceof Accepted) {
      return new Settlement.Complete();
    } else if (outcome instanceof Released) {
      return new Settlement.Release();
    } else if (outcome instanceof Modified modified) {
      Map<String, Object> properties = byName(modified.getMessageAnnotations());
      return Boolean.TRUE.equals(modified.getUndeliverableHere())
          ? new Settlement.Defer(properties)
          : new Settlement.Abandon(properties);
    } else if (outcome instanceof Rejected rejected) {
      return deadLetter(rejected.getError());
    }
    throw Refusal.ARGUMENT.because("Not an outcome: " + outcome);
  }

  /** The answer to a settlement: the same type of state, without what it carried. */
  static DeliveryState answer(DeliveryState outcome) {
    return outcome instanceof Rejected ? new Rejected() : outcome;
  }

  static Map<String, Object> byName(@Nullable Map<?, ?> map) {
    Map<String, Object> named = new HashMap<>();
    if (map != null) {
      map.forEach((key, value) -> named.put(String.valueOf(key), value));
      named.values().removeIf(value -> value == null);
    }
    return named;
  }

  private static Settlement deadLetter(@Nullable ErrorCondition error) {
    Map<String, Object> info = byName(error == null ? null : error.getInfo());
    Object reason = info.remove(REASON);
    Object description = info.remove(DESCRIPTION);
    if (reason == null && error != null && error.getDescription() != null) {
      description = description == null ? error.getDescription() : description;
    }
    return new Settlement.DeadLetter(text(reason), text(description), info);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
