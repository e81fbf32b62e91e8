package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two programs as the build has made them. */
public enum Jar {
  WORKER("worker/target/poolwright-worker.jar"),
  LOCAL_AZURE("local-azure/target/poolwright-local-azure.jar");

  public static final Path ROOT =
      Path.of(System.getProperty("poolwright.root", "..")).toAbsolutePath();

  private final String file;

  Jar(String file) {
    this.file = file;
  }

  /**
   * The words that start it, with the first compiler only: it never lives long enough for the
   * second one to pay.
   */
  List<String> command() {
    Path jar = ROOT.resolve(file).normalize();
    assertThat(jar).as("built by mvn package").exists();
    return List.of(
        "java", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
  }

  /** Starts it with a pipe as its input: it ends with this JVM, however that ends. */
  public Process start(Map<String, String> environment, Path log, String... arguments) {
    var command = new ArrayList<>(command());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("POOLWRIGHT_"));
    builder.environment().putAll(environment);
    try {
      return builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
