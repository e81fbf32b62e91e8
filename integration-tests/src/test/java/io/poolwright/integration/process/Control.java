package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** One of the HTTP services of local Azure, with its control endpoint. */
public record Control(URI origin) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  /** A resource as the service shows it, or a missing node if it has none. */
  public JsonNode get(String path) {
    return send("GET", path, "");
  }

  /** Makes or replaces what the service has there. */
  JsonNode put(String path, String body) {
    return send("PUT", path, body);
  }

  /** An action on a resource, as a user asks for it. */
  void act(String path) {
    send("POST", path, "");
  }

  public void fault(String definition) {
    JsonNode made = send("POST", "/_control/faults", definition);
    assertThat(made.path("id").asText()).startsWith("fault-");
  }

  /** Does this to every such request, so that whoever sent one waits until it is healed. */
  void hold(String method, String path, String action) {
    fault(
        "{\"method\":\"%s\",\"path\":\"%s\",\"every\":true,\"action\":\"%s\"}"
            .formatted(method, path, action));
  }

  /** Whether each fault of this service has fired. */
  boolean allFired() {
    for (JsonNode fault : send("GET", "/_control/faults", "")) {
      if (fault.path("fired").asInt() == 0) {
        return false;
      }
    }
    return true;
  }

  /** How often the faults of this service have fired. */
  int fired() {
    int fired = 0;
    for (JsonNode fault : send("GET", "/_control/faults", "")) {
      fired += fault.path("fired").asInt();
    }
    return fired;
  }

  public void heal() {
    send("DELETE", "/_control/faults", "");
  }

  /** The logged requests of this method whose path and query contain these texts. */
  List<JsonNode> requests(String method, String path, String query) {
    var found = new ArrayList<JsonNode>();
    for (JsonNode request : send("GET", "/_control/requests", "")) {
      if (request.path("method").asText().equals(method)
          && request.path("path").asText().contains(path)
          && request.path("query").asText().contains(query)) {
        found.add(request);
      }
    }
    return found;
  }

  private JsonNode send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(origin.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s %s", method, path).isIn(200, 201, 202, 204, 404);
      boolean found = answer.statusCode() < 300 && !answer.body().isEmpty();
      return found ? JSON.readTree(answer.body()) : JSON.missingNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
