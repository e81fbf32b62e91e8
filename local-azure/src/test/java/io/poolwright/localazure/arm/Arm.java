package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.ArmService;
import io.poolwright.localazure.arm.core.RawRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The simulator under virtual time, called without a network. */
final class Arm {
  static final String SUBSCRIPTION = "/subscriptions/00000000-0000-4000-8000-000000000001";
  static final String GROUP = SUBSCRIPTION + "/resourceGroups/rg-poolwright";
  static final String ACCOUNT = GROUP + "/providers/Microsoft.Batch/batchAccounts/poolwrightbatch";
  static final String COMPUTE = GROUP + "/providers/Microsoft.Compute";
  static final String GALLERY = COMPUTE + "/galleries/poolwright_gallery";
  static final String GEN2 = GALLERY + "/images/ubuntu-2204-gen2";
  static final String GEN1 = GALLERY + "/images/ubuntu-2204-gen1";
  static final URI BASE = URI.create("http://127.0.0.1:9999");

  final SettableClock clock = new SettableClock();
  final Vhds vhds = new Vhds();
  private final ArmConfig config;
  private ArmService service;

  private Arm(ObjectNode section, @Nullable VhdReader storage) {
    this.config = ArmConfig.from(section);
    this.service = ArmSimulator.service(config, storage == null ? vhds : storage, clock);
  }

  static Arm asDelivered() {
    return with(section -> {});
  }

  static Arm asDelivered(VhdReader storage) {
    return new Arm(section(), storage);
  }

  static Arm with(Consumer<ObjectNode> change) {
    ObjectNode section = section();
    change.accept(section);
    return new Arm(section, null);
  }

  /** The delivered configuration, to change. */
  static ObjectNode section() {
    try (var in = Arm.class.getResourceAsStream("/local-azure.yaml")) {
      return (ObjectNode) new YAMLMapper().readTree(in).get("arm");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void restart() {
    service = ArmSimulator.service(config, vhds, clock);
  }

  void pass(Duration time) {
    clock.advance(time);
  }

  Answer get(String path) {
    return call("GET", path, "", Map.of());
  }

  Answer put(String path, String body) {
    return call("PUT", path, body, Map.of());
  }

  Answer putNew(String path, String body) {
    return call("PUT", path, body, Map.of("if-none-match", "*"));
  }

  Answer patch(String path, String body) {
    return call("PATCH", path, body, Map.of());
  }

  Answer post(String path) {
    return call("POST", path, "", Map.of());
  }

  Answer delete(String path) {
    return call("DELETE", path, "", Map.of());
  }

  /** The address gets an api-version of its own unless it has one. */
  Answer call(String method, String address, String body, Map<String, String> headers) {
    String local = address.replace(BASE.toString(), "");
    int question = local.indexOf('?');
    String path = question < 0 ? local : local.substring(0, question);
    String query = question < 0 ? "" : local.substring(question + 1);
    if (!query.contains("api-version")) {
      query = query.isEmpty() ? "api-version=2025-06-01" : query + "&api-version=2025-06-01";
    }
    return new Answer(raw(method, path, query, body, headers));
  }

  ArmResponse raw(
      String method, String path, String query, String body, Map<String, String> headers) {
    return service.answer(new RawRequest(method, path, query, new HashMap<>(headers), body, BASE));
  }

  /** An answer, and questions to it. */
  record Answer(ArmResponse response) {
    int status() {
      return response.status();
    }

    String header(String name) {
      return response.headers().getOrDefault(name, "");
    }

    JsonNode at(String dotted) {
      JsonNode body = Objects.requireNonNull(response.body(), "the body of a " + status());
      return body.at("/" + dotted.replace('.', '/'));
    }

    String text(String dotted) {
      return at(dotted).asText();
    }

    String code() {
      return text("error.code");
    }

    /** Fails unless the answer is that refusal; gives its whole body as text. */
    String refusedWith(int status, String code) {
      assertThat(status() + " " + response.body()).startsWith(status + " ");
      assertThat(code()).isEqualTo(code);
      return String.valueOf(response.body());
    }

    Answer accepted() {
      assertThat(status()).as("status of %s", response.body()).isBetween(200, 202);
      return this;
    }
  }
}
