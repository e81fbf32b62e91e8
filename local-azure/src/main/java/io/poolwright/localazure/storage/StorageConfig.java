package io.poolwright.localazure.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage accounts of this machine, as the {@code storage} section of the YAML file has them.
 *
 * @param port where the gateway listens on 127.0.0.1; 0 for any free port
 * @param copyMebibytesPerSecond how fast Copy Blob moves a page blob, so that a test can watch it
 *     pending; 0 for as fast as possible
 */
public record StorageConfig(int port, List<Account> accounts, int copyMebibytesPerSecond) {

  /**
   * One storage account.
   *
   * @param key base64; if it is left out, one is made and kept in the data directory
   * @param location the Azure region that the account is taken to be in
   * @param containers created at the start
   */
  public record Account(
      String name, @Nullable String key, @Nullable String location, List<String> containers) {

    public Account {
      if (name == null || !name.matches("[a-z0-9]{3,24}")) {
        throw new IllegalArgumentException(
            "storage.accounts.name: give 3 to 24 lower-case letters and digits, not " + name);
      }
      containers = containers == null ? List.of() : List.copyOf(containers);
    }
  }

  public StorageConfig {
    if (accounts == null || accounts.isEmpty()) {
      throw new IllegalArgumentException("storage.accounts: name at least one account");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("storage.port: give 0 to 65535, not " + port);
    }
    if (copyMebibytesPerSecond < 0) {
      throw new IllegalArgumentException("storage.copyMebibytesPerSecond: give 0 or more");
    }
    accounts = List.copyOf(accounts);
  }
}
