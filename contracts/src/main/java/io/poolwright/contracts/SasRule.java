package io.poolwright.contracts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A shared access signature. No message of this rule shows any part of it. */
record SasRule() implements TextRule<Secret> {
  private static final int LONGEST = 4096;
  private static final Pattern QUERY = Pattern.compile("[!-~&&[^#?\"<>\\\\]]+");
  private static final Pattern SIGNED = Pattern.compile("(^|.*&)sig=[^&]+(&.*|$)");

  @Override
  public String expected() {
    return "the query of a SAS URL: what follows its \"?\"";
  }

  @Override
  public @Nullable Secret read(String text, Place at) {
    String query = text.startsWith("?") ? text.substring(1) : text;
    if (query.length() > LONGEST) {
      at.refuse("the SAS has more than %d characters".formatted(LONGEST), "make it " + expected());
    } else if (!QUERY.matcher(query).matches()) {
      at.refuse("the SAS has a character that no query has", "make it " + expected());
    } else if (!SIGNED.matcher(query).matches()) {
      at.refuse("the SAS has no signature, no \"sig=\"", "make it " + expected());
    } else {
      return new Secret(query);
    }
    return null;
  }
}
