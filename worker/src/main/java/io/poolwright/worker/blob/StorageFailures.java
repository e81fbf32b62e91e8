package io.poolwright.worker.blob;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the storage SDK throws, as failures: the one place that knows.
 *
 * <p>Nothing of the SDK's own messages is passed on, and no cause: they repeat URLs with their SAS,
 * and the service's words on a refused signature repeat the signature.
 */
final class StorageFailures {
  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
  private static final HttpHeaderName SOURCE_ERROR_CODE =
      HttpHeaderName.fromString("x-ms-copy-source-error-code");
  private static final HttpHeaderName SOURCE_STATUS =
      HttpHeaderName.fromString("x-ms-copy-source-status-code");
  private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");

  private StorageFailures() {}

  /**
   * The failure that this is.
   *
   * @param doing what was tried and on what, for people: {@code "reading the source
   *     account/container/blob"}
   */
  static CallFailed of(String doing, RuntimeException error) {
    if (error instanceof CallFailed known) {
      return known;
    }
    HttpResponseException answered = cause(error, HttpResponseException.class);
    if (answered != null) {
      return new CallFailed(answered(doing, answered));
    }
    Throwable lost = lost(error);
    if (lost != null) {
      String kind = lost.getClass().getSimpleName();
      return new CallFailed(
          Failure.passing("StorageUnreachable", doing + ": no answer (" + kind + ")"));
    }
    return new CallFailed(
        Failure.lasting(
            "StorageCallBroken", doing + ": unexpected " + error.getClass().getSimpleName()));
  }

  /** The HTTP status, or 0 if there was no answer. */
  static int status(RuntimeException error) {
    return answer(error).map(HttpResponse::getStatusCode).orElse(0);
  }

  /**
   * What a call gives, or empty if there is nothing at the address that was asked.
   *
   * @param doing as in {@link #of}
   */
  static <T> Optional<T> unlessAbsent(String doing, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (RuntimeException e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw of(doing, e);
    }
  }

  /** Whether there is nothing at the address that was asked. */
  static boolean isAbsent(RuntimeException error) {
    return status(error) == 404;
  }

  /** Azure's own code of an error, or an empty text. */
  static String code(RuntimeException error) {
    return answer(error).map(StorageFailures::code).orElse("");
  }

  /** What the source answered to the service that was to copy from it, or 0 if it was not asked. */
  static int sourceStatus(RuntimeException error) {
    return answer(error).map(StorageFailures::sourceStatus).orElse(0);
  }

  /** Whether whoever was asked, the source first, did not let the caller in. */
  static boolean isDenied(RuntimeException error) {
    int asked = sourceStatus(error);
    return (asked == 0 ? status(error) : asked) == 403;
  }

  /** When the service answered, by its own clock. */
  static Optional<Instant> answeredAt(RuntimeException error) {
    return answer(error)
        .map(response -> response.getHeaderValue(HttpHeaderName.DATE))
        .flatMap(StorageFailures::date);
  }

  private static Optional<Instant> date(String rfc1123) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(rfc1123)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Failure answered(String doing, HttpResponseException error) {
    HttpResponse response = error.getResponse();
    if (response == null) {
      return Failure.lasting(
          "CredentialUnavailable",
          doing + ": no token could be had; check the worker's identity and its settings");
    }
    int status = sourceStatus(response) == 0 ? response.getStatusCode() : sourceStatus(response);
    String code = code(response).isEmpty() ? "Http" + status : code(response);
    String detail =
        "%s: HTTP %d %s (request %s)%s"
            .formatted(
                doing, status, code, header(response, REQUEST_ID, "unknown"), remedy(status));
    return switch (status) {
      case 429, 503, 507 -> Failure.deferred(code, detail, retryAfter(response));
      case 408, 500, 502, 504 -> Failure.passing(code, detail);
      case 409, 412 ->
          code.startsWith("Lease") || code.equals("ContainerBeingDeleted")
              ? Failure.passing(code, detail)
              : Failure.lasting(code, detail);
      default -> Failure.lasting(code, detail);
    };
  }

  private static String remedy(int status) {
    return switch (status) {
      case 401, 403 ->
          ". Grant the worker's identity Storage Blob Data Reader on a source or Storage Blob Data"
              + " Contributor on the worker's own containers; with a SAS, it has expired or lacks"
              + " read permission";
      case 404 -> ". Check the address, and that the container exists";
      default -> "";
    };
  }

  private static @Nullable Duration retryAfter(HttpResponse response) {
    String seconds = header(response, HttpHeaderName.RETRY_AFTER, "");
    return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
  }

  private static String code(HttpResponse response) {
    return header(response, SOURCE_ERROR_CODE, header(response, ERROR_CODE, ""));
  }

  private static int sourceStatus(HttpResponse response) {
    String status = header(response, SOURCE_STATUS, "");
    return status.matches("[1-5]\\d\\d") ? Integer.parseInt(status) : 0;
  }

  /** A header, if it is a plain word; a stranger's text does not get into our log. */
  private static String header(HttpResponse response, HttpHeaderName name, String otherwise) {
    String value = response.getHeaderValue(name);
    return value != null && value.matches("[A-Za-z0-9_.-]{1,100}") ? value : otherwise;
  }

  private static Optional<HttpResponse> answer(RuntimeException error) {
    return Optional.ofNullable(cause(error, HttpResponseException.class))
        .map(HttpResponseException::getResponse);
  }

  /** What kept the answer from coming, or null if something else went wrong. */
  private static @Nullable Throwable lost(RuntimeException error) {
    Throwable late = cause(error, TimeoutException.class);
    Throwable broken = cause(error, IOException.class);
    return late != null ? late : broken;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable error, Class<T> type) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}
