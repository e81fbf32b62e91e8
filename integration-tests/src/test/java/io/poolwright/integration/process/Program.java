package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs until it ends by itself. */
record Program(List<String> command, Path directory, Map<String, String> environment) {
  /** What was left of it: its exit code, and both of its outputs. */
  record Ended(int code, String output) {}

  static Program of(List<String> command, String... arguments) {
    var all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return new Program(all, Path.of("").toAbsolutePath(), Map.of());
  }

  Program in(Path folder) {
    return new Program(command, folder, environment);
  }

  Program with(Map<String, String> variables) {
    return new Program(command, directory, variables);
  }

  Ended run() throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".txt");
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("POOLWRIGHT_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    assertThat(ended).as(text).isTrue();
    return new Ended(process.exitValue(), text);
  }

  /** Whether it is there and ends well. */
  static boolean runs(String... command) throws InterruptedException {
    try {
      return of(List.of(command)).run().code() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
