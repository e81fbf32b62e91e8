package io.poolwright.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that may have a SAS in them. */
final class OwnFile {
  private OwnFile() {}

  /**
   * Writes a new file that only its owner may read, from its first byte on.
   *
   * @throws IOException also if it is there already
   */
  static void write(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
