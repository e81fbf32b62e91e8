package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AsyncAPI's own parser reads the document. Needs node and npm. */
class AsyncApiParserTest {
  private static final Path SOURCES = Path.of("src", "test", "node", "asyncapi");
  private static final Path INSTALLED = Path.of("target", "node", "asyncapi");
  private static final Path DOCUMENT =
      Path.of("src/main/resources/io/poolwright/contracts/asyncapi.json");

  @TempDir Path directory;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    assumeTrue(
        OnPath.has("node") && OnPath.has("npm"), "skipped: Node and npm, for AsyncAPI's parser");
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.isDirectory(INSTALLED.resolve("node_modules"))) {
      run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }
  }

  @Test
  void hasNothingAgainstTheDocumentAndSeesEveryMessage() throws IOException, InterruptedException {
    List<String> said = parse(DOCUMENT);

    assertThat(said).filteredOn(line -> line.startsWith("diagnostic")).isEmpty();
    assertThat(said).contains("channel provisioning-requests", "channel provisioning-events");
    assertThat(said)
        .filteredOn(line -> line.startsWith("message"))
        .as("two requests and the events")
        .hasSize(2 + EventType.values().length);
  }

  @Test
  void wouldFindWhatIsNoAsyncApi() throws IOException, InterruptedException {
    String spoilt = Files.readString(DOCUMENT).replace("\"action\": \"receive\"", "\"action\": 1");
    Path file = Files.writeString(directory.resolve("asyncapi.json"), spoilt);

    assertThat(parse(file)).anyMatch(line -> line.startsWith("diagnostic 0"));
  }

  private static List<String> parse(Path document) throws IOException, InterruptedException {
    String script = SOURCES.resolve("validate.mjs").toAbsolutePath().toString();
    return run("node", script, document.toAbsolutePath().toString()).lines().toList();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(Path.of("target"), "asyncapi", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
