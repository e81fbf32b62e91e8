package io.poolwright.worker.keyvault;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.poolwright.contracts.SecretId;
import io.poolwright.worker.azure.RetryAfter;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a secret from being read, as failures. Of what the vault answers only codes are passed
 * on, and no cause.
 */
final class VaultFailures {
  private static final JsonMapper JSON = new JsonMapper();

  private VaultFailures() {}

  static CallFailed unanswered(SecretId id, RuntimeException error) {
    if (cause(error, ClientAuthenticationException.class) != null) {
      return passing("TokenUnavailable", id, "Entra ID gave no token for it");
    }
    if (cause(error, TimeoutException.class) != null) {
      return passing("TimedOut", id, "no answer in time");
    }
    IOException broken = cause(error, IOException.class);
    if (broken != null) {
      return passing("VaultUnreachable", id, "no answer (" + kind(broken) + ")");
    }
    return new CallFailed(
        Failure.lasting("VaultCallBroken", doing(id) + "unexpected " + kind(error)));
  }

  static CallFailed answered(SecretId id, HttpResponse response, Instant now) {
    return new CallFailed(failure(id, response, now));
  }

  private static Failure failure(SecretId id, HttpResponse response, Instant now) {
    int status = response.getStatusCode();
    String code = code(response);
    String detail = doing(id) + "HTTP " + status + " " + code + remedy(status, code);
    Duration asked = RetryAfter.in(response.getHeaders(), now);
    if (status == 429 || (status == 503 && asked != null)) {
      return Failure.deferred(code, detail, asked);
    }
    return switch (status) {
      case 408, 500, 502, 503, 504 -> Failure.passing(code, detail);
      default -> Failure.lasting(code, detail);
    };
  }

  private static String remedy(int status, String code) {
    return switch (status) {
      case 401 -> ". Entra's token was refused, also a fresh one";
      case 403 -> refused(code);
      case 404 -> ". There is no such secret, or no longer; check its name and version";
      default -> "";
    };
  }

  private static String refused(String code) {
    return switch (code) {
      case "SecretDisabled" -> ". Enable the secret, or name another version of it";
      case "ForbiddenByFirewall", "ForbiddenByConnection" ->
          ". Let the network rules of the vault admit the worker";
      default ->
          ". The worker's identity lacks Microsoft.KeyVault/vaults/secrets/getSecret/action; the"
              + " role 'Key Vault Secrets User' on the vault or the secret grants it, and in a vault"
              + " with access policies the secret permission Get";
    };
  }

  /** {@code {"error":{"code":"Forbidden","message":…,"innererror":{"code":"ForbiddenByRbac"}}}}. */
  private static String code(HttpResponse response) {
    String otherwise = "Http" + response.getStatusCode();
    try {
      JsonNode error = JSON.readTree(response.getBodyAsBinaryData().toString()).path("error");
      JsonNode inner = error.path(error.has("innererror") ? "innererror" : "innerError");
      return word(inner.path("code"), word(error.path("code"), otherwise));
    } catch (JsonProcessingException e) {
      return otherwise;
    }
  }

  /** A stranger's text does not get into our log. */
  private static String word(JsonNode code, String otherwise) {
    String text = code.asText("");
    return text.matches("[A-Za-z0-9_.-]{1,100}") ? text : otherwise;
  }

  private static String doing(SecretId id) {
    return "reading the secret " + id + ": ";
  }

  private static CallFailed passing(String code, SecretId id, String why) {
    return new CallFailed(Failure.passing(code, doing(id) + why));
  }

  private static String kind(Throwable error) {
    return error.getClass().getSimpleName();
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
