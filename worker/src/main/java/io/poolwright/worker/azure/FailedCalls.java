package io.poolwright.worker.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.Exceptions;

/** Makes failures as data of what the SDK and the JDK's client throw. */
public final class FailedCalls {
  private FailedCalls() {}

  /**
   * Makes a call.
   *
   * @throws CallFailed in place of anything that the network, Entra ID or Azure is to blame for; a
   *     fault of our own passes as it is
   */
  public static <T> T translated(Clock clock, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw translate(Exceptions.unwrap(e), e, clock);
    }
  }

  /** Like {@link #translated}, but a 404 is an empty answer. */
  public static <T> Optional<T> unlessMissing(Clock clock, Supplier<T> call) {
    return translated(
        clock,
        () -> {
          try {
            return Optional.of(call.get());
          } catch (ManagementException e) {
            if (e.getResponse() != null && e.getResponse().getStatusCode() == 404) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private static RuntimeException translate(Throwable thrown, RuntimeException raw, Clock clock) {
    if (thrown instanceof CallFailed failed) {
      return failed;
    }
    if (thrown instanceof ClientAuthenticationException) {
      return new CallFailed(Failure.passing("TokenUnavailable", told("Entra ID", thrown)));
    }
    if (thrown instanceof HttpResponseException answered && answered.getResponse() != null) {
      return new CallFailed(answered(answered, answered.getResponse(), clock));
    }
    if (thrown instanceof TimeoutException
        || thrown instanceof java.net.http.HttpTimeoutException) {
      return new CallFailed(
          Failure.passing("TimedOut", "no answer in time; it may have been done all the same"));
    }
    if (thrown instanceof IOException || thrown.getCause() instanceof IOException) {
      return new CallFailed(Failure.passing("ConnectionFailed", told("the connection", thrown)));
    }
    return raw;
  }

  private static Failure answered(HttpResponseException e, HttpResponse response, Clock clock) {
    int status = response.getStatusCode();
    if (status / 100 == 2) {
      return Failure.passing("UnreadableAnswer", told("the answer", e));
    }
    var retryAfter = RetryAfter.in(response.getHeaders(), clock.instant());
    return e instanceof ManagementException known && known.getValue() != null
        ? AzureErrors.of(
            status, known.getValue().getCode(), known.getValue().getMessage(), retryAfter)
        : AzureErrors.of(status, null, null, retryAfter);
  }

  private static String told(String who, Throwable thrown) {
    return SafeText.of(who + ": " + thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
  }
}
