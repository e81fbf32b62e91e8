package io.poolwright.localazure.keyvault;

import io.poolwright.localazure.http.ControlledServer;
import io.poolwright.localazure.http.ErrorBody;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/** One Key Vault on 127.0.0.1, with secrets and nothing else. */
public final class KeyVault implements AutoCloseable {
  private final ControlledServer server;

  private KeyVault(ControlledServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @throws java.io.UncheckedIOException when the port is taken or the data directory unusable
   */
  public static KeyVault start(KeyVaultConfig config, InstantSource clock) {
    String directory = config.dataDirectory();
    SecretStore secrets =
        directory == null ? SecretStore.inMemory() : SecretStore.in(Path.of(directory));
    for (KeyVaultConfig.Secret declared : config.secrets()) {
      if (!secrets.has(declared.name())) {
        boolean enabled = declared.enabled() == null || declared.enabled();
        secrets.add(
            declared.name(),
            SecretVersion.of(declared.value(), enabled, declared.expires(), clock.instant()));
      }
    }
    var service = new VaultService(secrets, clock);
    return new KeyVault(ControlledServer.start(config.port(), service, errors()));
  }

  /** {@code http://127.0.0.1:port}, without a slash at the end. */
  public URI endpoint() {
    return server.uri();
  }

  @Override
  public void close() {
    server.close();
  }

  private static ErrorBody errors() {
    return (status, code, message) ->
        ErrorBody.Rendered.of(
            "application/json; charset=utf-8",
            VaultAnswer.refusal(status, code, message).body().toString());
  }
}
