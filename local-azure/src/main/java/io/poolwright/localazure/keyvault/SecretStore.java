package io.poolwright.localazure.keyvault;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All secrets with all their versions: in memory, and if a directory is given also in {@code
 * secrets.json} there, written through at each change. Names are the same in any case.
 */
final class SecretStore {
  static final String NAME = "[0-9A-Za-z-]{1,127}";
  private static final String FILE = "secrets.json";
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable Path file;
  private final Map<String, List<SecretVersion>> secrets =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private SecretStore(@Nullable Path file) {
    this.file = file;
  }

  static SecretStore inMemory() {
    return new SecretStore(null);
  }

  /** Opens what is kept in a directory, which is made if need be. */
  static SecretStore in(Path directory) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve(FILE);
      var store = new SecretStore(file);
      if (Files.exists(file)) {
        store.secrets.putAll(
            JSON.readValue(
                file.toFile(), new TypeReference<Map<String, List<SecretVersion>>>() {}));
      }
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the secrets in " + directory, e);
    }
  }

  synchronized boolean has(String name) {
    return secrets.containsKey(name);
  }

  /** The newest version of a secret from now on. */
  synchronized void add(String name, SecretVersion version) {
    var all = new ArrayList<>(secrets.getOrDefault(name, List.of()));
    all.add(version);
    secrets.put(name, all);
    if (file != null) {
      write(file);
    }
  }

  /**
   * A version of a secret.
   *
   * @param version empty for the newest
   */
  synchronized Optional<SecretVersion> find(String name, String version) {
    return secrets.getOrDefault(name, List.of()).stream()
        .filter(known -> version.isEmpty() || known.version().equals(version))
        .reduce((older, newer) -> newer);
  }

  private void write(Path file) {
    Path next = file.resolveSibling(FILE + ".next");
    try {
      JSON.writeValue(next.toFile(), secrets);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the secrets to " + file, e);
    }
  }
}
