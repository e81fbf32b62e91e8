package io.poolwright.localazure.arm.compute;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of an image version: three numbers of 32 bits. */
record VersionNumber(int major, int minor, int patch) implements Comparable<VersionNumber> {
  private static final Pattern FORM =
      Pattern.compile("(0|[1-9]\\d{0,9})\\.(0|[1-9]\\d{0,9})\\.(0|[1-9]\\d{0,9})");
  private static final Comparator<VersionNumber> ORDER =
      Comparator.comparingInt(VersionNumber::major)
          .thenComparingInt(VersionNumber::minor)
          .thenComparingInt(VersionNumber::patch);

  static Optional<VersionNumber> parse(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new VersionNumber(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(VersionNumber other) {
    return ORDER.compare(this, other);
  }
}
