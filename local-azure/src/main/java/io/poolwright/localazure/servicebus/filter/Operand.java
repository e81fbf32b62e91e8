package io.poolwright.localazure.servicebus.filter;

import io.poolwright.localazure.servicebus.queue.Content;
import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.SystemProperties;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value in a condition: a constant or a message's property; null if the message lacks it. */
@FunctionalInterface
interface Operand {
  @Nullable Object value(Content content);

  static Operand constant(Object value) {
    return content -> value;
  }

  /** A property by its name, in any case; one that is written alike goes before others. */
  static Operand application(String name) {
    return content -> {
      Map<String, Object> all = content.applicationProperties();
      Object exact = all.get(name);
      return exact != null
          ? exact
          : all.keySet().stream()
              .filter(name::equalsIgnoreCase)
              .findFirst()
              .map(all::get)
              .orElse(null);
    };
  }

  /**
   * A property by its name after {@code sys.}, in any case.
   *
   * @throws io.poolwright.localazure.servicebus.queue.RefusedException if there is none of this
   *     name
   */
  static Operand system(String name) {
    Function<SystemProperties, @Nullable Object> property =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "messageid" -> SystemProperties::messageId;
          case "correlationid" -> SystemProperties::correlationId;
          case "to" -> SystemProperties::to;
          case "replyto" -> SystemProperties::replyTo;
          case "label", "subject" -> SystemProperties::label;
          case "sessionid" -> SystemProperties::sessionId;
          case "replytosessionid" -> SystemProperties::replyToSessionId;
          case "contenttype" -> SystemProperties::contentType;
          default -> throw Refusal.ARGUMENT.because("Unknown system property: sys." + name);
        };
    return content -> property.apply(content.system());
  }
}
