package io.poolwright.localazure.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The shared key of every account. Keys that nobody gave are made once and kept. */
final class AccountKeys {

  private final Map<String, String> keys;

  private AccountKeys(Map<String, String> keys) {
    this.keys = keys;
  }

  /** Reads the kept keys below the data directory, and makes and keeps those that are missing. */
  static AccountKeys of(StorageConfig config, Path data) throws IOException {
    Path file = data.resolve("storage-keys.properties");
    var kept = new Properties();
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      }
    }
    Map<String, String> keys = new TreeMap<>();
    for (StorageConfig.Account account : config.accounts()) {
      String key = account.key();
      if (key == null) {
        key = kept.getProperty(account.name(), random());
        kept.setProperty(account.name(), key);
      }
      keys.put(account.name(), key);
    }
    save(kept, file);
    return new AccountKeys(keys);
  }

  Optional<String> find(String account) {
    return Optional.ofNullable(keys.get(account));
  }

  /** As Azurite takes accounts from its environment. */
  String forAzurite() {
    return keys.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(";"));
  }

  private static void save(Properties kept, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "keys", ".tmp");
    try (var writer = Files.newBufferedWriter(fresh)) {
      kept.store(writer, "Storage account keys of this machine");
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String random() {
    byte[] key = new byte[64];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
