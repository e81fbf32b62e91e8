package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.poolwright.contracts.ArmId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A pool as ARM answers it, asked without any of the worker's code: what the worker tells is
 * compared with this.
 *
 * @param url that was asked
 */
record ArmPool(URI url, JsonNode resource) {
  private static final String API_VERSION = "2025-06-01";
  private static final JsonMapper JSON = new JsonMapper();

  /** Asks for it, once. */
  static ArmPool get(String endpoint, ArmId pool) throws IOException {
    URI url = URI.create(endpoint + pool + "?api-version=" + API_VERSION);
    HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      return new ArmPool(url, JSON.readTree(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + url, e);
    }
  }

  /** Whether it has the nodes that it should have and nothing more will change by itself. */
  boolean isSteady() {
    JsonNode properties = resource.path("properties");
    JsonNode target = properties.at("/scaleSettings/fixedScale");
    return properties.path("provisioningState").asText().equals("Succeeded")
        && properties.path("allocationState").asText().equals("Steady")
        && properties.at("/resizeOperationStatus/errors").isEmpty()
        && properties.path("currentDedicatedNodes").asInt()
            == target.path("targetDedicatedNodes").asInt()
        && properties.path("currentLowPriorityNodes").asInt()
            == target.path("targetLowPriorityNodes").asInt();
  }

  String pretty() {
    return resource.toPrettyString();
  }
}
