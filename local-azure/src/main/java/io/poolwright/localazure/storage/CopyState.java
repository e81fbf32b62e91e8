package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.Header;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a Copy Blob is, as a destination's {@code x-ms-copy-*} headers tell it.
 *
 * @param source URL without its query
 * @param copied bytes, zeros included
 * @param description why it failed; null otherwise
 * @param completed null while it is pending
 */
record CopyState(
    String id,
    String source,
    Status status,
    long copied,
    long total,
    @Nullable String description,
    @Nullable Instant completed) {

  enum Status {
    PENDING("pending"),
    SUCCESS("success"),
    ABORTED("aborted"),
    FAILED("failed");

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }
  }

  static CopyState pending(String id, String source, long total) {
    return new CopyState(id, source, Status.PENDING, 0, total, null, null);
  }

  CopyState copied(long bytes) {
    return new CopyState(id, source, status, bytes, total, null, null);
  }

  CopyState over(Status how, @Nullable String why, Instant when) {
    long bytes = how == Status.SUCCESS ? total : copied;
    return new CopyState(id, source, how, bytes, total, why, when);
  }

  boolean isPending() {
    return status == Status.PENDING;
  }

  String wireStatus() {
    return status.wire;
  }

  List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("x-ms-copy-id", id));
    headers.add(new Header("x-ms-copy-status", status.wire));
    headers.add(new Header("x-ms-copy-source", source));
    headers.add(new Header("x-ms-copy-progress", copied + "/" + total));
    if (description != null) {
      headers.add(new Header("x-ms-copy-status-description", description));
    }
    if (completed != null) {
      headers.add(new Header("x-ms-copy-completion-time", rfc1123(completed)));
    }
    return headers;
  }

  private static String rfc1123(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }
}
