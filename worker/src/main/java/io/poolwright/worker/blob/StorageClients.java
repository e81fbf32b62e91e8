package io.poolwright.worker.blob;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobUrlParts;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** SDK clients: one pipeline for each account and way of trying, made at its first use. */
public final class StorageClients {
  /**
   * Patient: four tries in about four seconds. The SDK's default would wait four before the 2nd.
   */
  private static final RequestRetryOptions PATIENT = tries(4);

  /** For page ranges, whose pace and repetitions the copy governs itself. */
  private static final RequestRetryOptions ONCE = tries(1);

  private final StorageSettings settings;
  private final HttpClient http;
  private final StoreClock clock;
  private final ConcurrentMap<Pipeline, BlobServiceClient> services = new ConcurrentHashMap<>();

  private record Pipeline(URI endpoint, boolean patient) {}

  /**
   * Clients that are made when they are needed.
   *
   * @param clock is set right by every answer of the worker's own accounts
   */
  public StorageClients(StorageSettings settings, HttpClient http, StoreClock clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  StorageSettings settings() {
    return settings;
  }

  /** The container of the job documents. */
  BlobContainerClient jobs() {
    return own(settings.jobs());
  }

  /** A container in one of the worker's own accounts. */
  BlobContainerClient own(URI container) {
    BlobUrlParts parts = BlobUrlParts.parse(container.toString());
    return service(owned(container), true).getBlobContainerClient(parts.getBlobContainerName());
  }

  /** A blob in one of the worker's own accounts. */
  BlobClient own(URI blob, boolean patient) {
    BlobUrlParts parts = BlobUrlParts.parse(blob.toString());
    return service(owned(blob), patient)
        .getBlobContainerClient(parts.getBlobContainerName())
        .getBlobClient(parts.getBlobName());
  }

  /** A blob that the bearer of this SAS may read. Not kept: it holds a secret. */
  BlobClient withSas(URI blob, Secret sas, boolean patient) {
    String token = sas.reveal();
    return anywhere(blob, patient)
        .sasToken(token.startsWith("?") ? token.substring(1) : token)
        .buildClient();
  }

  /** A blob in an account that is not the worker's. */
  BlobClient foreign(URI blob, boolean patient) {
    TokenCredential identity = settings.identity();
    BlobClientBuilder builder = anywhere(blob, patient);
    return identity == null ? builder.buildClient() : builder.credential(identity).buildClient();
  }

  /** The account of a blob, if it is one of the worker's own. */
  Optional<StorageAccount> account(URI blob) {
    return settings.accounts().stream().filter(account -> account.holds(blob)).findFirst();
  }

  private BlobClientBuilder anywhere(URI blob, boolean patient) {
    return new BlobClientBuilder()
        .endpoint(blob.toString())
        .httpClient(http)
        .retryOptions(patient ? PATIENT : ONCE);
  }

  private StorageAccount owned(URI blob) {
    return account(blob)
        .orElseThrow(
            () ->
                new CallFailed(
                    Failure.lasting(
                        "StorageAccountUnknown",
                        "no credentials for the account of "
                            + BlobAddress.shown(blob)
                            + "; add it to the worker's storage accounts")));
  }

  private BlobServiceClient service(StorageAccount account, boolean patient) {
    return services.computeIfAbsent(
        new Pipeline(account.endpoint(), patient), key -> build(account, patient));
  }

  private BlobServiceClient build(StorageAccount account, boolean patient) {
    var builder =
        new BlobServiceClientBuilder()
            .endpoint(account.endpoint().toString())
            .httpClient(http)
            .addPolicy(new StoreClockPolicy(clock))
            .retryOptions(patient ? PATIENT : ONCE);
    // An if, because Java 17 has no pattern switch.
    if (account.credential() instanceof StorageAccount.Credential.Key key) {
      builder.credential(new StorageSharedKeyCredential(account.name(), key.key().reveal()));
    } else if (account.credential() instanceof StorageAccount.Credential.Identity identity) {
      builder.credential(identity.token());
    }
    return builder.buildClient();
  }

  private static RequestRetryOptions tries(int most) {
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        most,
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        null);
  }
}
