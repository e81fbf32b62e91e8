package io.poolwright.localazure.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What must not be seen in a log: credentials are left out, signatures inside URLs are masked. */
final class Secrets {

  static final String MASK = "***";

  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          "cookie",
          "proxy-authorization",
          "x-ms-copy-source-authorization",
          "x-ms-encryption-key",
          "x-ms-source-encryption-key");

  private static final Pattern SIGNATURE =
      Pattern.compile(
          "(?i)((?:^|[^a-z0-9]|%26|%3F)(?:sig|client_secret|client_assertion|AccountKey)(?:=|%3D))"
              + "[^&\\s\"<;]*");

  private Secrets() {}

  static String masked(String text) {
    return SIGNATURE.matcher(text).replaceAll("$1" + MASK);
  }

  /** Headers by lower-case name, several values under one name joined by commas. */
  static Map<String, String> masked(List<Header> headers) {
    Map<String, String> shown = new TreeMap<>();
    for (Header header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (!CREDENTIALS.contains(name)) {
        shown.merge(name, masked(header.value()), (one, other) -> one + "," + other);
      }
    }
    return shown;
  }
}
