package io.poolwright.localazure.storage;

import io.poolwright.localazure.http.ControlledServer;
import io.poolwright.localazure.http.Faults;
import io.poolwright.localazure.http.RequestLog;
import io.poolwright.localazure.http.WireClient;
import io.poolwright.localazure.http.WireRequest;
import io.poolwright.localazure.http.WireResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Blob Storage on a loopback port: Azurite, and before it what Azurite lacks.
 *
 * <p>Accounts are addressed by path, {@code http://127.0.0.1:port/account/container/blob}. The
 * control endpoint is below {@code /_control} and below {@code /account/_control}.
 */
public final class StorageGateway implements AutoCloseable {

  private final Azurite azurite;
  private final WireClient client;
  private final AccountKeys keys;
  private final Copies copies;
  private final ControlledServer server;
  private final BlobReader reader;

  private StorageGateway(StorageConfig config, Azurite azurite, AccountKeys keys) {
    this.azurite = azurite;
    this.keys = keys;
    this.client = new WireClient();
    var upstream = new Upstream(azurite::address, client, keys);
    this.copies = new Copies(upstream, config.copyMebibytesPerSecond(), InstantSource.system());
    var service = new BlobService(upstream, new PutPageFromUrl(upstream), copies);
    this.server = ControlledServer.start(config.port(), service, StorageFailure::render);
    this.reader = new SignedReader(upstream, copies);
  }

  /**
   * Installs Azurite if need be, starts it, and creates the accounts' containers.
   *
   * @param data where blobs and generated keys are kept
   * @param installDir where Azurite is, or goes; may be shared by many processes
   * @throws IOException when Azurite cannot be installed or started; the message says what to do
   */
  public static StorageGateway start(StorageConfig config, Path data, Path installDir)
      throws IOException {
    AccountKeys keys = AccountKeys.of(config, data);
    AzuriteInstallation installation = AzuriteInstallation.in(installDir);
    Azurite azurite = Azurite.start(installation, data.resolve("azurite"), keys.forAzurite());
    try {
      var gateway = new StorageGateway(config, azurite, keys);
      gateway.createContainers(config);
      return gateway;
    } catch (IOException | RuntimeException e) {
      azurite.close();
      throw e;
    }
  }

  /** Base of an account's URLs, {@code http://127.0.0.1:port/account}. */
  public URI endpoint(String account) {
    return URI.create(server.uri() + "/" + account);
  }

  /**
   * The account's shared key, base64.
   *
   * @throws IllegalArgumentException when there is no such account
   */
  public String key(String account) {
    return keys.find(account)
        .orElseThrow(() -> new IllegalArgumentException("no storage account " + account));
  }

  /** As the Azure SDKs take it. */
  public String connectionString(String account) {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;"
        .formatted(account, key(account), endpoint(account));
  }

  public BlobReader reader() {
    return reader;
  }

  public RequestLog requests() {
    return server.requests();
  }

  public Faults faults() {
    return server.faults();
  }

  /** The process id of Azurite, which changes when it had to be started again. */
  public long azuritePid() {
    return azurite.pid();
  }

  @Override
  public void close() {
    server.close();
    copies.close();
    client.close();
    azurite.close();
  }

  private void createContainers(StorageConfig config) throws IOException {
    var upstream = new Upstream(azurite::address, client, keys);
    for (StorageConfig.Account account : config.accounts()) {
      for (String container : account.containers()) {
        String target = "/" + account.name() + "/" + container + "?restype=container";
        var create = WireRequest.withoutBody("PUT", target, List.of());
        try (WireResponse response = upstream.sendSigned(account.name(), create)) {
          if (response.status() != 201 && response.status() != 409) {
            throw new IOException(
                "storage.accounts.containers: cannot create %s: Azurite answered %d"
                    .formatted(container, response.status()));
          }
        } catch (StorageFailure e) {
          throw new IOException("cannot create container " + container, e);
        }
      }
    }
  }
}
