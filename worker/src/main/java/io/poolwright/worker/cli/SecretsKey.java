package io.poolwright.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key with which a worker on this machine seals what it stores. */
final class SecretsKey {
  private static final int BYTES = 32;

  private SecretsKey() {}

  /** The key that the file holds, base64; a new one is made and kept if there is no file. */
  static String keptIn(Path file, SecureRandom random) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String key = Base64.getEncoder().encodeToString(bytes);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, key + "\n");
    return key;
  }
}
