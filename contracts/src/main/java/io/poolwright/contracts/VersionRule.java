package io.poolwright.contracts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number of a gallery image version. */
record VersionRule() implements TextRule<String> {
  private static final Pattern SHAPE =
      Pattern.compile("(0|[1-9]\\d{0,9})(\\.(0|[1-9]\\d{0,9})){2}");

  @Override
  public String expected() {
    return "\"auto\" or three numbers up to 2147483647, such as \"1.0.42\"";
  }

  @Override
  public @Nullable String read(String text, Place at) {
    if (text.equals(ImageRequest.AUTO) || isNumber(text)) {
      return text;
    }
    at.refuse(Shown.text(text) + " is not an image version", "make it " + expected());
    return null;
  }

  /** Three numbers, each a signed integer of 32 bits. */
  static boolean isNumber(String text) {
    return SHAPE.matcher(text).matches()
        && Pattern.compile("\\.")
            .splitAsStream(text)
            .mapToLong(Long::parseLong)
            .allMatch(part -> part <= Integer.MAX_VALUE);
  }
}
