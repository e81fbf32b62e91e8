package io.poolwright.worker.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that people name on the command line. */
final class InputFile {
  /** {@code -} on the command line. */
  static final Path STANDARD_INPUT = Path.of("-");

  private InputFile() {}

  /**
   * All that is in it.
   *
   * @param file a path, or {@link #STANDARD_INPUT}
   * @throws CommandFailed that says why it cannot be read
   */
  static byte[] bytes(Path file, InputStream in) {
    try {
      return file.equals(STANDARD_INPUT) ? in.readAllBytes() : Files.readAllBytes(file);
    } catch (IOException e) {
      throw CommandFailed.wrong(why(file, e));
    }
  }

  /** Why a file cannot be read. */
  static String why(Path file, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "There is no file " + file + ".";
    }
    if (failure instanceof AccessDeniedException) {
      return "You may not read " + file + ".";
    }
    return Files.isDirectory(file)
        ? file + " is a directory; name a file in it."
        : name(file) + " cannot be read.";
  }

  /** As one calls it in a sentence. */
  static String name(Path file) {
    return file.equals(STANDARD_INPUT) ? "Standard input" : file.toString();
  }
}
