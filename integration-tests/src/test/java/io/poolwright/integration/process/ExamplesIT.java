package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Traceparent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The examples, as their page says they are run, against local Azure and a worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesIT {
  private static final Path EXAMPLES = Jar.ROOT.resolve("examples");
  private static final Traceparent TRACE =
      new Traceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private Installation here;
  private Path directory;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    this.directory = directory;
    here = Installation.in(directory);
    here.startWorker();
  }

  @AfterAll
  void end() throws IOException {
    here.close();
  }

  /** Runs an example with a request for the pool {@code job}, and another job beside it. */
  private void submitsAndWaits(String job, List<String> command, String... subscription)
      throws IOException, InterruptedException {
    Source.upload(here, job + "-beside").submit();
    Path request =
        Files.writeString(
            directory.resolve(job + ".json"), Source.upload(here, job).request("rollBack"));
    var environment = new HashMap<String, String>();
    // The shell's watcher reads the store of jobs.
    environment.put("POOLWRIGHT_STORAGE_JOBS", here.at("blobEndpoint") + "/jobs");
    environment.put("POOLWRIGHT_STORAGE_ACCOUNT_KEYS", accountKeys());
    environment.put("SERVICEBUS_CONNECTION_STRING", here.at("serviceBusConnectionString"));
    environment.put("TRACEPARENT", TRACE.value());
    Program.Ended ended =
        Program.of(command, arguments(request, subscription)).with(environment).run();
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).containsIgnoringCase("accepted").containsIgnoringCase("succeeded");
    assertThat(ended.output()).doesNotContain(job + "-beside");
    assertThat(here.pool(job).at("/properties/allocationState").asText()).isEqualTo("Steady");
  }

  private String accountKeys() {
    return "{%s: '%s'}".formatted(here.at("storageAccount"), here.at("storageKey"));
  }

  private static String[] arguments(Path request, String... subscription) {
    return Stream.concat(Stream.of(request.toString()), Stream.of(subscription))
        .toArray(String[]::new);
  }

  private void everyEventCarriesTheTrace(String job) {
    here.subscriber.endOf(job);
    assertThat(here.subscriber.of(job)).extracting(JobEvent::traceparent).containsOnly(TRACE);
  }

  @Test
  void java() throws IOException, InterruptedException {
    Path jar = EXAMPLES.resolve("java/target/poolwright-example-java.jar");
    submitsAndWaits("example-java", List.of("java", "-jar", jar.toString()), "examples");
    everyEventCarriesTheTrace("example-java");
  }

  @Test
  void node() throws IOException, InterruptedException {
    assumeTrue(
        Program.runs("node", "--version") && Program.runs("npm", "--version"),
        "skipped: Node and npm, for @azure/service-bus");
    Path installed = Files.createDirectories(Path.of("target/node").toAbsolutePath());
    for (String file : List.of("package.json", "package-lock.json", "submit-and-wait.mjs")) {
      Files.writeString(
          installed.resolve(file), Files.readString(EXAMPLES.resolve("node").resolve(file)));
    }
    if (!Files.isDirectory(installed.resolve("node_modules"))) {
      Program.Ended npm =
          Program.of(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"))
              .in(installed)
              .run();
      assertThat(npm.code()).as(npm.output()).isZero();
    }
    Path script = installed.resolve("submit-and-wait.mjs");
    submitsAndWaits("example-node", List.of("node", script.toString()), "examples");
    everyEventCarriesTheTrace("example-node");
  }

  @Test
  void python() throws IOException, InterruptedException {
    String python = "/usr/bin/python3";
    if ("true".equals(System.getenv("CI")) && !Program.runs(python, "-c", "import proton")) {
      Program.runs("apt-get", "update");
      Program.runs("apt-get", "install", "-y", "--no-install-recommends", "python3-qpid-proton");
    }
    assumeTrue(
        Program.runs(python, "-c", "import proton"), "skipped: Debian's python3-qpid-proton");
    Path script = EXAMPLES.resolve("python/submit_and_wait.py");
    submitsAndWaits("example-python", List.of(python, script.toString()), "examples");
    everyEventCarriesTheTrace("example-python");
  }

  @Test
  void shell() throws IOException, InterruptedException {
    Path script = EXAMPLES.resolve("shell/submit-and-wait.sh");
    submitsAndWaits("example-shell", List.of(script.toString()));
  }
}
