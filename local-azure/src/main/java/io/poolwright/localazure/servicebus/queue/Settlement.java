package io.poolwright.localazure.servicebus.queue;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a receiver decided about a message it holds. */
public sealed interface Settlement {

  /** Done; the message goes. */
  record Complete() implements Settlement {}

  /** Not done; the message comes again and the delivery counts. */
  record Abandon(Map<String, Object> properties) implements Settlement {}

  /** Set aside: only who knows its sequence number gets it. */
  record Defer(Map<String, Object> properties) implements Settlement {}

  /** Given up: the message goes to the dead-letter queue, saying why. */
  record DeadLetter(
      @Nullable String reason, @Nullable String description, Map<String, Object> properties)
      implements Settlement {

    static DeadLetter expired() {
      return of("TTLExpiredException", "The message expired and was dead lettered.");
    }

    static DeadLetter after(int deliveries) {
      return of(
          "MaxDeliveryCountExceeded",
          "Message could not be consumed after %d delivery attempts.".formatted(deliveries));
    }

    static DeadLetter withoutSession() {
      return of("Session ID is null.", "The subscription takes messages of sessions only.");
    }

    private static DeadLetter of(String reason, String description) {
      return new DeadLetter(reason, description, Map.of());
    }

    /** The application properties that carry the reason, besides the receiver's own. */
    Map<String, Object> asProperties() {
      Map<String, Object> all = new HashMap<>(properties);
      if (reason != null) {
        all.put("DeadLetterReason", reason);
      }
      if (description != null) {
        all.put("DeadLetterErrorDescription", description);
      }
      return all;
    }
  }

  /** Handed back unused; the delivery does not count. */
  record Release() implements Settlement {}
}
