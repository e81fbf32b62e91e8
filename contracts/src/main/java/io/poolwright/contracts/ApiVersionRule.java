package io.poolwright.contracts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version of ARM's Batch API. */
record ApiVersionRule() implements TextRule<String> {
  private static final Pattern SHAPE =
      Pattern.compile("20\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(-preview)?");

  @Override
  public String expected() {
    return "an api-version of Microsoft.Batch, such as \"2025-06-01\"";
  }

  @Override
  public @Nullable String read(String text, Place at) {
    if (SHAPE.matcher(text).matches()) {
      return text;
    }
    at.refuse(Shown.text(text) + " is no api-version", "make it " + expected());
    return null;
  }
}
