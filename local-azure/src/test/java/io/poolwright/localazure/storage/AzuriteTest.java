package io.poolwright.localazure.storage;

import static io.poolwright.localazure.storage.LocalStorage.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzuriteTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void azuriteEndsWhenTheProcessThatStartedItIsKilled(@TempDir Path data) throws Exception {
    Process parent =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                AzuriteParent.class.getName(),
                LocalStorage.installDir().toString(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      long node = Long.parseLong(awaitNumber(output));
      assertThat(isAlive(node)).isTrue();
      parent.destroyForcibly().waitFor();
      await().atMost(SOON).until(() -> !isAlive(node));
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void azuriteIsStartedAgainWhenItDies(@TempDir Path data) {
    try (var storage = LocalStorage.start(data, 0)) {
      long first = storage.gateway.azuritePid();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await().atMost(SOON).until(() -> storage.gateway.azuritePid() != first);
      var container = storage.container("afterwards");
      container.create();
      container.getBlobClient("blob").upload(random(512, 1), 512);
      assertThat(container.getBlobClient("blob").exists()).isTrue();
    }
  }

  @Test
  void blobsAndKeysSurviveARestart(@TempDir Path data) {
    String key;
    String url;
    try (var storage = LocalStorage.start(data, 0)) {
      key = storage.gateway.key(LocalStorage.ACCOUNT);
      var blob = storage.container("vhds").getBlobClient("kept.bin");
      blob.upload(random(512, 7), 512);
      url = blob.getBlobName();
    }
    try (var storage = LocalStorage.start(data, 0)) {
      assertThat(storage.gateway.key(LocalStorage.ACCOUNT)).isEqualTo(key);
      assertThat(storage.container("vhds").getBlobClient(url).downloadContent().toBytes())
          .isEqualTo(LocalStorage.randomBytes(512, 7));
    }
  }

  /** Logging of the child may come first. */
  private static String awaitNumber(BufferedReader output) {
    return output.lines().filter(line -> line.matches("\\d+")).findFirst().orElseThrow();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
