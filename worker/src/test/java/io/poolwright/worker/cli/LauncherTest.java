package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Surefire's working directory is the module's. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "poolwright");

  @Test
  void theShellUnderstandsIt() throws IOException, InterruptedException {
    Process check =
        new ProcessBuilder("bash", "-n", LAUNCHER.toString()).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
    assertThat(Files.isExecutable(LAUNCHER)).isTrue();
  }

  @Test
  void itStartsTheJarsThatTheBuildMakes() throws IOException {
    String script = Files.readString(LAUNCHER);
    for (String module : new String[] {"worker", "local-azure"}) {
      assertThat(script).contains(module + "/target/poolwright-" + module + ".jar");
      assertThat(Files.readString(Path.of("..", module, "pom.xml")))
          .contains("<finalName>poolwright-${project.artifactId}</finalName>");
    }
  }
}
