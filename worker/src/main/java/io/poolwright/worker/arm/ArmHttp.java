package io.poolwright.worker.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.worker.azure.FailedCalls;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * ARM as JSON over HTTP. Ids and queries go out as they are: the characters of an {@link ArmId}
 * need no escape.
 */
final class ArmHttp {
  private static final JsonMapper JSON = new JsonMapper();

  /** ARM pages hold up to a thousand entries; more pages than this is a loop. */
  private static final int MOST_PAGES = 100;

  private final HttpPipeline pipeline;
  private final String origin;
  private final Clock clock;

  /**
   * @param origin scheme, host and port of ARM
   */
  ArmHttp(HttpPipeline pipeline, String origin, Clock clock) {
    this.pipeline = pipeline;
    this.origin = origin;
    this.clock = clock;
  }

  ArmAnswer get(ArmId id, String query) {
    return get(id.toString(), query);
  }

  /** What is of a subscription, and of no resource group. */
  ArmAnswer get(String path, String query) {
    return send(new HttpRequest(HttpMethod.GET, address(path, query)));
  }

  /** An action without a body; returns as soon as ARM has accepted. */
  ArmAnswer post(ArmId id, String action, String query) {
    return send(new HttpRequest(HttpMethod.POST, address(id + "/" + action, query)));
  }

  /** A PATCH of whatever is there. */
  ArmAnswer patch(ArmId id, String query, ObjectNode body) {
    return send(withBody(HttpMethod.PATCH, id, query, body));
  }

  ArmAnswer put(ArmId id, String query, ObjectNode body) {
    return send(withBody(HttpMethod.PUT, id, query, body));
  }

  /** A PUT that must not replace anything. */
  ArmAnswer putNew(ArmId id, String query, ObjectNode body) {
    return send(
        withBody(HttpMethod.PUT, id, query, body).setHeader(HttpHeaderName.IF_NONE_MATCH, "*"));
  }

  /** A PATCH of what still has this ETag. */
  ArmAnswer patch(ArmId id, String query, String etag, ObjectNode body) {
    return send(
        withBody(HttpMethod.PATCH, id, query, body).setHeader(HttpHeaderName.IF_MATCH, etag));
  }

  /** Returns as soon as ARM has accepted; what is not there need not be deleted. */
  void delete(ArmId id, String query) {
    ArmAnswer answer = send(new HttpRequest(HttpMethod.DELETE, address(id.toString(), query)));
    if (!answer.isMissing()) {
      answer.orFail();
    }
  }

  /** All entries of a collection, page by page. */
  List<JsonNode> list(String path, String query) {
    List<JsonNode> all = new ArrayList<>();
    String next = address(path, query);
    for (int page = 0; next != null; page++) {
      if (page == MOST_PAGES) {
        throw new CallFailed(
            Failure.lasting("EndlessList", "ARM goes on beyond " + MOST_PAGES + " pages: " + path));
      }
      JsonNode body = send(new HttpRequest(HttpMethod.GET, next)).orFail().body();
      body.path("value").forEach(all::add);
      next = body.path("nextLink").textValue();
    }
    return all;
  }

  private String address(String path, String query) {
    return origin + path + "?" + query;
  }

  private HttpRequest withBody(HttpMethod method, ArmId id, String query, ObjectNode body) {
    return new HttpRequest(method, address(id.toString(), query))
        .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
        .setBody(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private ArmAnswer send(HttpRequest request) {
    request.setHeader(HttpHeaderName.ACCEPT, "application/json");
    return FailedCalls.translated(
        clock, () -> answer(Objects.requireNonNull(pipeline.send(request).block())));
  }

  /** The pipeline has read the body to its end already. */
  private ArmAnswer answer(HttpResponse response) {
    String text = response.getBodyAsBinaryData().toString();
    int status = response.getStatusCode();
    return new ArmAnswer(status, response.getHeaders(), json(status, text), clock.instant());
  }

  private static JsonNode json(int status, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      if (status / 100 != 2) {
        return TextNode.valueOf(text);
      }
      throw new CallFailed(
          Failure.passing("UnreadableAnswer", "ARM's answer is not the JSON that it claims to be"));
    }
  }
}
