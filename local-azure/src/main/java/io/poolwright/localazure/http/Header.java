package io.poolwright.localazure.http;

import java.util.List;
import java.util.Optional;

/** One header line, its name in the case in which it travelled. */
public record Header(String name, String value) {

  public Header {
    if (name.isEmpty() || !breaksNoLine(name) || !breaksNoLine(value)) {
      throw new IllegalArgumentException("a header may hold no line break: " + name);
    }
  }

  /** The first value under this name, whatever its case. */
  public static Optional<String> first(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  private static boolean breaksNoLine(String text) {
    return text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
  }
}
