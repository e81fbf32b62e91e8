package io.poolwright.localazure.servicebus.filter;

import io.poolwright.localazure.servicebus.queue.Content;
import org.jspecify.annotations.Nullable;

/** Something that is true, false or (null) unknown of a message, as in SQL. */
@FunctionalInterface
interface Condition {
  @Nullable Boolean test(Content content);

  default Condition and(Condition other) {
    return content -> {
      Boolean a = test(content);
      Boolean b = other.test(content);
      if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
        return false;
      }
      return (a == null || b == null) ? null : Boolean.TRUE;
    };
  }

  default Condition or(Condition other) {
    return negate().and(other.negate()).negate();
  }

  default Condition negate() {
    return content -> {
      Boolean value = test(content);
      return value == null ? null : !value;
    };
  }
}
