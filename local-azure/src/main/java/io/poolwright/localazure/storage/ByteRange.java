package io.poolwright.localazure.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes from {@code first} to {@code last}, both included. */
record ByteRange(long first, long last) {

  private static final Pattern HEADER = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

  /** The range of a header; empty when it is no closed, non-empty range. */
  static Optional<ByteRange> parse(String header) {
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var range = new ByteRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    return Optional.of(range).filter(parsed -> parsed.length() > 0);
  }

  long length() {
    return last - first + 1;
  }

  /** Whether it starts and ends between pages of 512 bytes. */
  boolean isAligned() {
    return first % 512 == 0 && (last + 1) % 512 == 0;
  }

  String header() {
    return "bytes=" + first + "-" + last;
  }
}
