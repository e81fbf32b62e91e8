package io.poolwright.localazure.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlledServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger done = new AtomicInteger();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ControlledServer server =
      ControlledServer.start(
          0,
          this::echo,
          (status, code, message) ->
              ErrorBody.Rendered.of("text/plain", code, new Header("x-code", code)));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aHandlerReadsABodyAndAnswersOverAndOverOnOneConnection() throws Exception {
    for (String body : new String[] {"one", "", "three"}) {
      assertThat(post("/echo", body).body()).isEqualTo(body);
    }
  }

  @Test
  void aBodyOfUnknownLengthTravelsInChunksBothWays() throws Exception {
    var publisher = BodyPublishers.ofByteArrays(List.of("ab".getBytes(UTF_8), "c".getBytes(UTF_8)));
    var answer = send(request("/chunked").POST(publisher).build());
    assertThat(answer.body()).isEqualTo("abc");
    assertThat(answer.headers().firstValue("transfer-encoding")).contains("chunked");
  }

  @Test
  void theLogShowsJsonAsJsonAndNoSecrets() throws Exception {
    send(
        request("/a/b?sv=1&sig=abc%2Bdef&x=2")
            .header("Authorization", "SharedKey name:secret")
            .header("x-ms-copy-source", "http://127.0.0.1/c/b?sp=r&sig=hidden")
            .POST(BodyPublishers.ofString("{\"a\":{\"b\":1}}"))
            .build());

    JsonNode logged = control("GET", "/_control/requests?path=/a", "").get(0);
    assertThat(logged.toString()).doesNotContain("secret", "hidden", "abc%2Bdef");
    assertThat(logged.get("query").asText()).isEqualTo("sv=1&sig=***&x=2");
    assertThat(logged.at("/requestBody/a/b").asInt()).isEqualTo(1);
    assertThat(logged.get("status").asInt()).isEqualTo(200);
    assertThat(logged.at("/headers/x-ms-copy-source").asText()).endsWith("sp=r&sig=***");
  }

  @Test
  void controlRequestsAreNotLoggedAndAnswerBelowAnAccountToo() throws Exception {
    post("/echo", "x");
    assertThat(control("GET", "/account/_control/requests", "")).hasSize(1);
    control("DELETE", "/_control/requests", "");
    assertThat(control("GET", "/_control/requests?method=POST", "")).isEmpty();
  }

  @Test
  void theNthMatchingRequestIsRefusedInTheServicesOwnWords() throws Exception {
    fault(
        "{'path':'^/echo','nth':2,'action':'status','status':503,'code':'Busy','headers':{'Retry-After':'2'}}");

    assertThat(post("/echo", "1").statusCode()).isEqualTo(200);
    var refused = post("/echo", "2");
    assertThat(post("/echo", "3").statusCode()).isEqualTo(200);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).isEqualTo("Busy");
    assertThat(refused.headers().firstValue("retry-after")).contains("2");
    assertThat(done).hasValue(2);
    JsonNode listed = control("GET", "/_control/faults", "").get(0);
    assertThat(listed.get("matched").asInt()).isEqualTo(3);
    assertThat(listed.get("fired").asInt()).isEqualTo(1);
  }

  @Test
  void aSeedPicksTheSameRequestsEachTime() throws Exception {
    String likely = "{'path':'^/echo','probability':0.3,'seed':7,'action':'status','status':503}";
    fault(likely);
    List<Integer> first = statusesOfEchoes(60);
    control("DELETE", "/_control/faults", "");
    fault(likely);

    assertThat(statusesOfEchoes(60)).isEqualTo(first);
    assertThat(first.stream().filter(status -> status == 503).count()).isBetween(8L, 30L);
    JsonNode listed = control("GET", "/_control/faults", "").get(0);
    assertThat(listed.get("matched").asInt()).isEqualTo(60);
    assertThat(listed.get("fired").asLong())
        .isEqualTo(first.stream().filter(status -> status == 503).count());
  }

  private List<Integer> statusesOfEchoes(int requests) throws Exception {
    var statuses = new ArrayList<Integer>();
    for (int i = 0; i < requests; i++) {
      statuses.add(post("/echo", "x").statusCode());
    }
    return statuses;
  }

  @Test
  void aCutRequestIsNotDoneAndALostResponseIs() throws Exception {
    fault("{'path':'/cut','times':1,'action':'cut'}");
    fault("{'path':'/lost','times':1,'action':'loseResponse'}");

    assertThatThrownBy(() -> post("/cut", "x")).isInstanceOf(IOException.class);
    assertThat(done).hasValue(0);
    assertThatThrownBy(() -> post("/lost", "x")).isInstanceOf(IOException.class);
    assertThat(done).hasValue(1);

    assertThat(server.requests().recorded())
        .extracting(RecordedRequest::path, RecordedRequest::status)
        .contains(tuple("/cut", null), tuple("/lost", null));
  }

  @ParameterizedTest
  @CsvSource({"hang, 0", "holdResponse, 1"})
  void aRequestThatIsHeldEndsWhenItsFaultIsLifted(String action, int times) throws Exception {
    fault("{'path':'/held','every':true,'action':'" + action + "'}");

    CompletableFuture<HttpResponse<String>> held =
        client.sendAsync(
            request("/held").POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString());
    await().until(() -> server.requests().recorded().size() == 1);
    assertThat(held).isNotDone();

    control("DELETE", "/_control/faults", "");
    await().until(held::isDone);
    assertThat(held).isCompletedExceptionally();
    assertThat(done).hasValue(times);
  }

  @Test
  void aRequestThatHangsIsNotDoneEvenWhenItsClientIsGone() throws Exception {
    fault("{'path':'/hang','every':true,'action':'hang'}");
    try (var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client.getOutputStream().write("DELETE /hang HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      await().until(() -> server.requests().recorded().size() == 1);
    }

    control("DELETE", "/_control/faults", "");
    post("/next", "x");

    assertThat(done).hasValue(1);
  }

  @Test
  void aDelayedRequestIsDoneLater() throws Exception {
    fault("{'path':'/slow','times':1,'action':'delay','delayMillis':300}");
    long start = System.nanoTime();
    assertThat(post("/slow", "x").body()).isEqualTo("x");
    assertThat(System.nanoTime() - start).isGreaterThan(290_000_000L);
  }

  @Test
  void aBadFaultIsRefusedWithItsFieldAndTheMend() throws Exception {
    JsonNode error = fault("{'path':'/x','action':'status','status':503}").get("error");
    assertThat(error.get("field").asText()).isEqualTo("nth");
    assertThat(error.get("message").asText()).contains("exactly one of nth, every, times and");
    assertThat(fieldRefusedOf("{'path':'/x','every':true,'action':'cut','delay':1}"))
        .isEqualTo("delay");
    assertThat(fieldRefusedOf("{'path':'/x','probability':1.5,'action':'cut'}"))
        .isEqualTo("probability");
    assertThat(fieldRefusedOf("{'path':'/x','every':true,'seed':1,'action':'cut'}"))
        .isEqualTo("seed");
    assertThat(fieldRefusedOf("{'path':'(','every':true,'action':'cut'}")).isEqualTo("path");
  }

  @Test
  void aHandlerThatFailsIsAnErrorOfTheService() throws Exception {
    assertThat(post("/broken", "x").statusCode()).isEqualTo(500);
    assertThat(post("/echo", "x").statusCode()).isEqualTo(200);
  }

  private void echo(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/broken")) {
      throw new IllegalStateException("on purpose");
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    done.incrementAndGet();
    boolean chunked = exchange.getRequestURI().getPath().equals("/chunked");
    exchange.sendResponseHeaders(200, chunked ? 0 : body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String fieldRefusedOf(String definition) throws Exception {
    return fault(definition).at("/error/field").asText();
  }

  private JsonNode fault(String definition) throws Exception {
    return control("POST", "/_control/faults", definition.replace('\'', '"'));
  }

  private JsonNode control(String method, String path, String body) throws Exception {
    return JSON.readTree(
        send(request(path).method(method, BodyPublishers.ofString(body)).build()).body());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri().resolve(path));
  }
}
