package io.poolwright.localazure.keyvault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vault of this machine, as the {@code keyVault} section of the YAML file has it.
 *
 * @param port 0 (the default) for any free one
 * @param secrets those that are put in if the vault has none of their name
 * @param dataDirectory where the secrets survive a restart, or null to forget them
 */
public record KeyVaultConfig(int port, List<Secret> secrets, @Nullable String dataDirectory) {

  /**
   * A secret that is there from the start.
   *
   * @param enabled whether it may be read; it may if this is left out
   * @param expires seconds since 1970, or null for never; who reads it has to mind
   */
  public record Secret(
      String name, String value, @Nullable Boolean enabled, @Nullable Long expires) {

    public Secret {
      if (name == null || !name.matches(SecretStore.NAME)) {
        throw new IllegalArgumentException(
            "keyVault.secrets.name: give up to 127 letters, digits and dashes, not " + name);
      }
      if (value == null) {
        throw new IllegalArgumentException("keyVault.secrets: " + name + " has no value");
      }
    }
  }

  public KeyVaultConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("keyVault.port: give 0 to 65535, not " + port);
    }
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
  }
}
