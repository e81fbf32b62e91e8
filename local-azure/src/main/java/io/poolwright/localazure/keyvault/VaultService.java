package io.poolwright.localazure.keyvault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /secrets/{name}}, {@code GET /secrets/{name}/{version}} and {@code PUT
 * /secrets/{name}}. Nobody has to show who he is.
 */
final class VaultService implements HttpHandler {
  private static final Pattern PATH =
      Pattern.compile("/secrets/(" + SecretStore.NAME + ")/?([0-9a-f]*)");
  private static final Pattern API_VERSION = Pattern.compile("(^|.*&)api-version=[^&]+(&.*|$)");
  private static final JsonMapper JSON = new JsonMapper();

  private final SecretStore secrets;
  private final InstantSource clock;

  VaultService(SecretStore secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    VaultAnswer answer = answer(exchange, body);
    byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private VaultAnswer answer(HttpExchange exchange, String body) {
    Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
    if (!path.matches()) {
      return VaultAnswer.refusal(404, "NotFound", "This vault keeps secrets only.");
    }
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    if (!API_VERSION.matcher(query).matches()) {
      return VaultAnswer.refusal(400, "BadParameter", "api-version must be specified");
    }
    String vault = "http://127.0.0.1:" + exchange.getLocalAddress().getPort();
    return switch (exchange.getRequestMethod()) {
      case "GET" -> get(vault, path.group(1), path.group(2));
      case "PUT" -> set(vault, path.group(1), body);
      default -> VaultAnswer.refusal(405, "MethodNotAllowed", "Secrets are set and read here.");
    };
  }

  private VaultAnswer get(String vault, String name, String version) {
    Optional<SecretVersion> found = secrets.find(name, version);
    if (found.isEmpty()) {
      return VaultAnswer.refusal(
          404,
          "SecretNotFound",
          "A secret with (name/id) %s was not found in this key vault."
              .formatted(version.isEmpty() ? name : name + "/" + version));
    }
    return found.get().enabled()
        ? VaultAnswer.of(vault, name, found.get())
        : VaultAnswer.refusal(
            403, "SecretDisabled", "Operation get is not allowed on a disabled secret.");
  }

  private VaultAnswer set(String vault, String name, String body) {
    try {
      JsonNode asked = JSON.readTree(body);
      if (!asked.path("value").isTextual()) {
        return VaultAnswer.refusal(400, "BadParameter", "Property value has no text");
      }
      JsonNode attributes = asked.path("attributes");
      var secret =
          SecretVersion.of(
              asked.path("value").textValue(),
              attributes.path("enabled").asBoolean(true),
              attributes.has("exp") ? attributes.path("exp").longValue() : null,
              clock.instant());
      secrets.add(name, secret);
      return VaultAnswer.of(vault, name, secret);
    } catch (JsonProcessingException e) {
      return VaultAnswer.refusal(400, "BadParameter", "The body is no JSON");
    }
  }
}
