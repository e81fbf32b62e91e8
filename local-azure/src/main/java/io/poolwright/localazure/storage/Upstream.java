package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.Header;
import io.poolwright.localazure.http.WireClient;
import io.poolwright.localazure.http.WireRequest;
import io.poolwright.localazure.http.WireResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** Azurite as the rest of this room asks it: as a client would, for a client, or with our key. */
final class Upstream {

  private final Supplier<InetSocketAddress> azurite;
  private final WireClient client;
  private final AccountKeys keys;

  Upstream(Supplier<InetSocketAddress> azurite, WireClient client, AccountKeys keys) {
    this.azurite = azurite;
    this.client = client;
    this.keys = keys;
  }

  /** Sends a request as it is. */
  WireResponse send(WireRequest request) throws StorageFailure {
    return send(azurite.get(), request);
  }

  WireResponse send(InetSocketAddress server, WireRequest request) throws StorageFailure {
    try {
      return client.send(server, request);
    } catch (IOException e) {
      throw new StorageFailure(
          503, "ServerBusy", "Blob Storage does not answer: " + e.getMessage());
    }
  }

  /**
   * Sends a request that stands in for the caller's. A shared key signature covers the headers, so
   * it is checked against what the caller sent and renewed; a SAS covers only the URL and stays.
   */
  WireResponse sendFor(BlobCall caller, WireRequest request) throws StorageFailure {
    if (caller.header("authorization").filter(value -> value.startsWith("SharedKey ")).isEmpty()) {
      return send(request);
    }
    Optional<SharedKey> key = key(caller.account());
    if (key.filter(own -> own.hasSigned(caller.method(), caller.target(), caller.headers()))
        .isEmpty()) {
      throw new StorageFailure(
          403,
          "AuthenticationFailed",
          "The signature in the Authorization header is not that of this request and account.");
    }
    return sendSigned(caller.account(), request);
  }

  /** Sends a request with the account's own key. */
  WireResponse sendSigned(String account, WireRequest request) throws StorageFailure {
    SharedKey key =
        key(account)
            .orElseThrow(
                () ->
                    new StorageFailure(
                        404, "ResourceNotFound", "There is no account " + account + " here."));
    return send(key.sign(request));
  }

  /** Turns an answer that is no success into the failure it describes. */
  static WireResponse successful(WireResponse response) throws StorageFailure {
    if (response.status() < 300) {
      return response;
    }
    try (response) {
      throw new StorageFailure(
          response.status(),
          response.header("x-ms-error-code").orElse("InternalError"),
          "Blob Storage answered " + response.status() + ".");
    }
  }

  private Optional<SharedKey> key(String account) {
    return keys.find(account).map(key -> new SharedKey(account, key));
  }

  static Header header(String name, long value) {
    return new Header(name, String.valueOf(value));
  }
}
