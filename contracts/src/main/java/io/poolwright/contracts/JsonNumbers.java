package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers kept exactly as they were written, as long as an IEEE 754 double could hold them. */
final class JsonNumbers {
  private static final int MAX_LENGTH = 64;

  /** The smallest double is near 1e-324; its digits add at most {@link #MAX_LENGTH}. */
  private static final int MAX_SCALE = 400;

  private static final int LONGEST_INT = 9;
  private static final int LONGEST_LONG = 18;

  private JsonNumbers() {}

  static JsonNode integer(String text) throws UnreadableException {
    refuseLong(text);
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (text.length() <= LONGEST_INT) {
      return nodes.numberNode(Integer.parseInt(text));
    }
    if (text.length() <= LONGEST_LONG) {
      long value = Long.parseLong(text);
      return value == (int) value ? nodes.numberNode((int) value) : nodes.numberNode(value);
    }
    return nodes.numberNode(new BigInteger(text));
  }

  static JsonNode decimal(String text) throws UnreadableException {
    refuseLong(text);
    try {
      BigDecimal value = new BigDecimal(text);
      if (Math.abs((long) value.scale()) <= MAX_SCALE && Double.isFinite(value.doubleValue())) {
        return DecimalNode.valueOf(value);
      }
    } catch (NumberFormatException e) {
      // An exponent that is no int: as far out of range as one can be.
    }
    throw outOfRange("a number has an exponent out of range");
  }

  private static void refuseLong(String text) throws UnreadableException {
    if (text.length() > MAX_LENGTH) {
      throw outOfRange("a number has more than %d digits".formatted(MAX_LENGTH));
    }
  }

  private static UnreadableException outOfRange(String description) {
    return new UnreadableException("NumberOutOfRange", description);
  }
}
