package io.poolwright.worker.arm;

import com.azure.core.http.HttpHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.worker.azure.AzureErrors;
import io.poolwright.worker.azure.RetryAfter;
import io.poolwright.worker.job.CallFailed;
import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What ARM answered, whatever its status.
 *
 * @param body a missing node if there is none, a text node if an error's body is not JSON
 * @param at when it came in
 */
record ArmAnswer(int status, HttpHeaders headers, JsonNode body, Instant at) {
  boolean isMissing() {
    return status == 404;
  }

  /** Azure's error code, or null if the answer has none. */
  @Nullable String code() {
    return error().path("code").textValue();
  }

  /** This answer if it is 2xx. */
  ArmAnswer orFail() {
    if (status / 100 == 2) {
      return this;
    }
    throw failed();
  }

  CallFailed failed() {
    String message = body.isTextual() ? body.textValue() : message();
    return new CallFailed(AzureErrors.of(status, code(), message, RetryAfter.in(headers, at)));
  }

  private String message() {
    StringJoiner message = new StringJoiner("; ");
    String own = error().path("message").asText("");
    if (!own.isEmpty()) {
      message.add(own);
    }
    for (JsonNode detail : error().path("details")) {
      message.add(detail.path("code").asText("") + ": " + detail.path("message").asText(""));
    }
    return message.toString();
  }

  /** ARM wraps its errors, some providers do not. */
  private JsonNode error() {
    return body.has("error") ? body.path("error") : body;
  }
}
