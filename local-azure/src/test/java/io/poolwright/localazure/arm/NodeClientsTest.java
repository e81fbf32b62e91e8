package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Microsoft's Node clients, which share no code with the Java SDK, against the simulator. */
class NodeClientsTest {
  private static final Path SOURCES = Path.of("src", "test", "node", "arm");
  private static final Path INSTALLED = Path.of("target", "node", "arm");

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    assumeTrue(runs("node", "--version") && runs("npm", "--version"), "needs Node and npm");
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json", "arm.js")) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.isDirectory(INSTALLED.resolve("node_modules"))) {
      run(INSTALLED, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }
  }

  @Test
  void theyPublishAllocateListAndDelete() throws IOException, InterruptedException {
    try (ArmSimulator arm =
        ArmSimulator.start(ArmConfig.from(Arm.section()), new Vhds(), Clock.systemUTC())) {
      String printed =
          run(
              INSTALLED,
              "node",
              "arm.js",
              arm.endpoint().toString(),
              "00000000-0000-4000-8000-000000000001",
              "rg-poolwright",
              Vhds.GOOD);
      JsonNode seen = new ObjectMapper().readTree(printed);

      assertThat(seen.path("version").asText()).isEqualTo("Succeeded");
      assertThat(texts(seen, "replicas"))
          .containsExactly("westeurope Completed", "northeurope Completed");
      assertThat(texts(seen, "definitions"))
          .containsExactly("ubuntu-2204-gen1", "ubuntu-2204-gen2", "windows-2022-gen2");
      assertThat(texts(seen, "galleries")).containsExactly("contoso_gallery", "poolwright_gallery");
      assertThat(texts(seen, "machines"))
          .containsExactly("vm-generalized", "vm-monitored", "vm-running");
      assertThat(texts(seen, "images")).containsExactly("image-ubuntu");
      assertThat(seen.path("sizes").asInt()).isEqualTo(26);
      assertThat(texts(seen, "machine")).contains("OSState/generalized", "PowerState/deallocated");
      assertThat(seen.path("pool").asText()).isEqualTo("Resizing");
      assertThat(texts(seen, "pools")).containsExactly("node-pool");
      assertThat(texts(seen, "accounts")).containsExactly("poolwrightbatch");
      assertThat(seen.path("again").asText()).isEqualTo("412 ConditionNotMet");
      assertThat(texts(seen, "poolsAfter")).isEmpty();
      assertThat(texts(seen, "storage")).containsExactly("poolwrightlocal");
      assertThat(seen.path("keys").asInt(-1)).isZero();
    }
  }

  private static List<String> texts(JsonNode seen, String name) {
    return Arrays.asList(new ObjectMapper().convertValue(seen.path(name), String[].class));
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String run(Path directory, String... command)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile(Path.of("target"), "node", ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(errors.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return output;
  }
}
