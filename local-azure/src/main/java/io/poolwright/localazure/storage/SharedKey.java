package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.WireRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Azure Storage's Shared Key authorization for Blob Storage, version 2015-02-21 and later.
 *
 * @param key base64
 */
record SharedKey(String account, String key) {

  static final String VERSION = "2025-11-05";

  private static final List<String> SIGNED =
      List.of(
          "content-encoding",
          "content-language",
          "content-length",
          "content-md5",
          "content-type",
          "date",
          "if-modified-since",
          "if-match",
          "if-none-match",
          "if-unmodified-since",
          "range");

  /** Whether the Authorization header is this account's signature of just this request. */
  boolean hasSigned(String method, String target, List<Header> headers) {
    String given = Header.first(headers, "authorization").orElse("");
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8),
        authorization(method, target, headers).getBytes(StandardCharsets.UTF_8));
  }

  /** The request with a date and a fresh signature in place of any it had. */
  WireRequest sign(WireRequest request) {
    List<Header> headers = new ArrayList<>(request.headers());
    headers.removeIf(
        header -> header.name().matches("(?i)authorization|content-length|x-ms-date|date"));
    headers.add(new Header("x-ms-date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now())));
    if (Header.first(headers, "x-ms-version").isEmpty()) {
      headers.add(new Header("x-ms-version", VERSION));
    }
    if (request.length() > 0) {
      headers.add(new Header("content-length", String.valueOf(request.length())));
    }
    String signature = authorization(request.method(), request.target(), headers);
    headers.add(new Header("Authorization", signature));
    return new WireRequest(
        request.method(), request.target(), headers, request.body(), request.length());
  }

  private String authorization(String method, String target, List<Header> headers) {
    Stream<String> lines =
        Stream.of(
                Stream.of(method),
                SIGNED.stream().map(name -> signedValue(headers, name)),
                canonicalHeaders(headers),
                Stream.of(canonicalResource(target)))
            .flatMap(part -> part);
    return "SharedKey " + account + ":" + hmac(lines.collect(Collectors.joining("\n")));
  }

  private static String signedValue(List<Header> headers, String name) {
    String value = Header.first(headers, name).orElse("");
    return name.equals("content-length") && value.equals("0") ? "" : value;
  }

  private static Stream<String> canonicalHeaders(List<Header> headers) {
    Map<String, String> sorted = new TreeMap<>();
    for (Header header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (name.startsWith("x-ms-")) {
        sorted.merge(name, header.value().strip(), (one, other) -> one + "," + other);
      }
    }
    return sorted.entrySet().stream().map(entry -> entry.getKey() + ":" + entry.getValue());
  }

  private String canonicalResource(String target) {
    String[] parts = target.split("\\?", 2);
    var resource = new StringBuilder("/").append(account).append(parts[0]);
    if (parts.length == 2) {
      Map<String, String> sorted = new TreeMap<>();
      for (String pair : parts[1].split("&", -1)) {
        String[] both = pair.split("=", 2);
        String value = both.length == 2 ? decoded(both[1]) : "";
        sorted.merge(both[0].toLowerCase(Locale.ROOT), value, (one, other) -> one + "," + other);
      }
      sorted.forEach((name, value) -> resource.append("\n").append(name).append(":").append(value));
    }
    return resource.toString();
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static ZonedDateTime now() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }
}
