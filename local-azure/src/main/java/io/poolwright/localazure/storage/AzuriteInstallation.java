package io.poolwright.localazure.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Azurite as npm installs it, once per directory, however many processes ask at the same time. */
final class AzuriteInstallation {

  /** The last version that runs on Node 20. */
  static final String VERSION = "3.35.0";

  private static final int OLDEST_NODE = 20;
  private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

  private final Path directory;

  private AzuriteInstallation(Path directory) {
    this.directory = directory;
  }

  /**
   * Finds Azurite below the directory, or has npm install it there.
   *
   * @throws IOException when Node or npm is missing or too old, or npm fails; the message says what
   *     to do
   */
  static AzuriteInstallation in(Path directory) throws IOException {
    requireNode();
    var installation = new AzuriteInstallation(directory.toAbsolutePath());
    if (!Files.exists(installation.blobService())) {
      installation.installAlone();
    }
    return installation;
  }

  /** The script that is Azurite's blob service alone. */
  Path blobService() {
    return versioned().resolve("node_modules/azurite/dist/src/blob/main.js");
  }

  private Path versioned() {
    return directory.resolve(VERSION);
  }

  /** The operating system frees the lock of a process that dies, so none is left behind. */
  private void installAlone() throws IOException {
    Files.createDirectories(directory);
    try (var file = new RandomAccessFile(directory.resolve("lock").toFile(), "rw");
        FileLock lock = file.getChannel().lock()) {
      if (lock.isValid() && !Files.exists(blobService())) {
        install();
      }
    }
  }

  private void install() throws IOException {
    System.err.printf("Installing Azurite %s into %s (once, about 190 MB)%n", VERSION, directory);
    Path fresh = Files.createDirectories(directory.resolve("installing"));
    Files.writeString(fresh.resolve("package.json"), "{\"private\":true}");
    List<String> npm =
        List.of(
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--omit=dev",
            "--loglevel=error",
            "--no-package-lock",
            "azurite@" + VERSION);
    Output output = run(npm, fresh, 600, "npm is needed to install Azurite: install it with Node");
    if (output.exitCode() != 0) {
      throw new IOException(
          "npm could not install Azurite; see what it says, mend it and start again:\n"
              + output.text());
    }
    Files.move(fresh, versioned());
  }

  private static void requireNode() throws IOException {
    String mend = "Node " + OLDEST_NODE + " or newer is needed: install it and put it on the PATH";
    Output output = run(List.of("node", "--version"), Path.of("."), 30, mend);
    Matcher version = NODE_VERSION.matcher(output.text());
    if (!version.matches() || Integer.parseInt(version.group(1)) < OLDEST_NODE) {
      throw new IOException(mend + "; found " + output.text().strip());
    }
  }

  private record Output(int exitCode, String text) {}

  private static Output run(List<String> command, Path in, long seconds, String mend)
      throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException(mend, e);
    }
    try (var output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new IOException(command.get(0) + " did not end; " + mend);
      }
      return new Output(process.exitValue(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.get(0) + " ran", e);
    } finally {
      process.destroy();
    }
  }
}
