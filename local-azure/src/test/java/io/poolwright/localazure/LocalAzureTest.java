package io.poolwright.localazure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.jdk.httpclient.JdkHttpClientProvider;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAzureTest {

  @Test
  void oneLineOfJsonSaysWhereEverythingListensAndTheEndOfStdinEndsIt(@TempDir Path data)
      throws Exception {
    Process process = start(data, "--exit-with-stdin");
    try (var output = reader(process)) {
      JsonNode ready = new ObjectMapper().readTree(output.readLine());
      assertThat(ready.get("pid").asLong()).isEqualTo(process.pid());
      assertThat(statusOf(ready.get("blobEndpoint").asText() + "/_control/faults")).isEqualTo(200);
      assertThat(ready.get("storageAccount").asText()).isEqualTo("poolwrightlocal");

      process.getOutputStream().close();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(output.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void sigtermEndsItAndItsChildren(@TempDir Path data) throws Exception {
    Process process = start(data);
    try (var output = reader(process)) {
      assertThat(output.readLine()).contains("blobEndpoint");
      List<ProcessHandle> children = process.descendants().toList();
      assertThat(children).isNotEmpty();

      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whatWasAcknowledgedBeforeAKillIsThereAfterIt(@TempDir Path data) throws Exception {
    Process killed = start(data);
    Process next = null;
    try (var output = reader(killed)) {
      JsonNode ready = new ObjectMapper().readTree(output.readLine());
      BlobContainerClient images = container(ready, "images");
      images.getBlobClient("late").upload(BinaryData.fromString("acknowledged"));
      ProcessHandle azurite = killed.children().findFirst().orElseThrow();
      signal("STOP", azurite);
      killed.destroyForcibly().waitFor();

      next = start(data);
      try (var complaints = next.errorReader(StandardCharsets.UTF_8)) {
        assertThat(complaints.lines().anyMatch(line -> line.contains("is waited for"))).isTrue();
        signal("CONT", azurite);
        ready = new ObjectMapper().readTree(reader(next).readLine());
      }
      assertThat(azurite.isAlive()).isFalse();
      assertThat(container(ready, "images").getBlobClient("late").downloadContent().toString())
          .isEqualTo("acknowledged");
    } finally {
      killed.destroyForcibly();
      if (next != null) {
        next.destroy();
        next.waitFor();
      }
    }
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static BlobContainerClient container(JsonNode ready, String name) {
    var key =
        new StorageSharedKeyCredential(
            ready.get("storageAccount").asText(), ready.get("storageKey").asText());
    return new BlobServiceClientBuilder()
        .httpClient(new JdkHttpClientProvider().createInstance())
        .endpoint(ready.get("blobEndpoint").asText())
        .credential(key)
        .buildClient()
        .getBlobContainerClient(name);
  }

  @Test
  void aWrongConfigurationIsNamedWithItsMend(@TempDir Path data) throws Exception {
    Path file =
        Files.writeString(
            data.resolve("bad.yaml"), "storage: {port: 70000, accounts: [{name: abc}]}");
    Process process = start(data, "--config", file.toString());
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said).contains("storage.port: give 0 to 65535, not 70000");
  }

  private static Process start(Path data, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-Dlogback.configurationFile=logback.xml");
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), LocalAzure.class.getName()));
    command.addAll(List.of("--data", data.toString(), "--install-dir"));
    command.add(System.getProperty("poolwright.azurite.dir", "../.poolwright/azurite"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static int statusOf(String url) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
