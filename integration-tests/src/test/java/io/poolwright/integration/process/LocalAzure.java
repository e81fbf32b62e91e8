package io.poolwright.integration.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Local Azure in a process of its own. */
public final class LocalAzure implements AutoCloseable {
  public static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright/providers/";
  public static final String BATCH_ACCOUNT =
      GROUP + "Microsoft.Batch/batchAccounts/poolwrightbatch";
  public static final String DEFINITION =
      GROUP + "Microsoft.Compute/galleries/poolwright_gallery/images/ubuntu-2204-gen2";

  private final Process process;
  private final JsonNode ready;

  private LocalAzure(Process process, JsonNode ready) {
    this.process = process;
    this.ready = ready;
  }

  /**
   * Starts it and waits until everything listens.
   *
   * @param directory for its data, which may be there already, and its log
   * @param yaml its configuration
   */
  public static LocalAzure start(Path directory, String yaml, String... options)
      throws IOException {
    Path config = Files.writeString(directory.resolve("local-azure.yaml"), yaml);
    var arguments = new ArrayList<>(List.of("--exit-with-stdin", "--config", config.toString()));
    arguments.addAll(List.of("--data", directory.resolve("data").toString()));
    arguments.addAll(List.of("--install-dir", Jar.ROOT.resolve(".poolwright/azurite").toString()));
    arguments.addAll(List.of(options));
    Path log = directory.resolve("local-azure.log");
    Process process = Jar.LOCAL_AZURE.start(Map.of(), log, arguments.toArray(String[]::new));
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      return new LocalAzure(process, new JsonMapper().readTree(line == null ? "{}" : line));
    }
  }

  /** What it said when it was ready. */
  public String at(String key) {
    return ready.required(key).asText();
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroy();
    process.onExit().join();
  }
}
