package io.poolwright.worker.keyvault;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.Vaults;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Key Vaults that this worker may read; no other is ever asked. */
public final class KeyVaultSecrets implements Vaults {
  private static final String QUERY = "?api-version=7.4";
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<URI, HttpPipeline> pipelines;
  private final InstantSource clock;

  /**
   * Reads from these vaults.
   *
   * @param pipelines the way to a vault; see {@link io.poolwright.worker.azure.VaultPipeline}
   */
  public KeyVaultSecrets(
      List<URI> vaults, Function<URI, HttpPipeline> pipelines, InstantSource clock) {
    this.pipelines =
        vaults.stream().collect(Collectors.toUnmodifiableMap(vault -> vault, pipelines));
    this.clock = clock;
  }

  @Override
  public Secret read(SecretId id) {
    HttpPipeline pipeline = pipelines.get(id.vault());
    if (pipeline == null) {
      throw new CallFailed(
          Failure.lasting(
              "VaultNotAllowed",
              "this worker may not read secrets of "
                  + id.vault()
                  + "; its setting keyVault.vaults says of which"));
    }
    HttpResponse answer = answer(id, pipeline);
    if (answer.getStatusCode() != 200) {
      throw VaultFailures.answered(id, answer, clock.instant());
    }
    return value(id, body(answer));
  }

  /** The pipeline has read it to its end. */
  private static HttpResponse answer(SecretId id, HttpPipeline pipeline) {
    String version = id.version().isEmpty() ? "" : "/" + id.version();
    String address = id.vault() + "/secrets/" + id.name() + version + QUERY;
    var request =
        new HttpRequest(HttpMethod.GET, address)
            .setHeader(HttpHeaderName.ACCEPT, "application/json");
    try {
      return Objects.requireNonNull(pipeline.send(request).block());
    } catch (RuntimeException e) {
      throw VaultFailures.unanswered(id, e);
    }
  }

  /** The parser's complaint is dropped: it may repeat what it could not read. */
  private static JsonNode body(HttpResponse answer) {
    try {
      return JSON.readTree(answer.getBodyAsBinaryData().toString());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Key Vault hands out what has expired as well; it leaves it to the reader to mind. */
  private Secret value(SecretId id, JsonNode bundle) {
    JsonNode value = bundle.path("value");
    if (!value.isTextual()) {
      throw new CallFailed(
          Failure.passing("UnreadableAnswer", "the vault's answer has no value: " + id));
    }
    JsonNode expiry = bundle.at("/attributes/exp");
    if (expiry.isNumber() && clock.instant().getEpochSecond() >= expiry.longValue()) {
      throw new CallFailed(
          Failure.lasting(
              "SecretExpired",
              "the secret %s expired at %s; put a fresh SAS into it"
                  .formatted(id, Instant.ofEpochSecond(expiry.longValue()))));
    }
    return new Secret(value.textValue());
  }
}
