package io.poolwright.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.poolwright.worker.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml agrees with everything that it refers to; no container is started. */
class DockerComposeTest {
  private static final Path ROOT = Path.of("..");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final JsonNode services = read("docker-compose.yml").path("services");
  private final JsonNode emulator =
      read("deploy/servicebus-emulator/Config.json").at("/UserConfig/Namespaces/0");

  @Test
  void everyProfileHasAWorkerAndAllThatItDependsOn() {
    assertThat(inProfile("local")).containsExactlyInAnyOrder("local-azure", "worker");
    assertThat(inProfile("emulator"))
        .containsExactlyInAnyOrder(
            "local-azure", "worker-on-emulator", "servicebus-emulator", "mssql");
    for (String profile : List.of("local", "emulator")) {
      for (String name : inProfile(profile)) {
        services
            .path(name)
            .path("depends_on")
            .fieldNames()
            .forEachRemaining(needed -> assertThat(inProfile(profile)).contains(needed));
      }
    }
  }

  @Test
  void theWorkersUnderstandTheirVariables() {
    for (String name : List.of("worker", "worker-on-emulator")) {
      Map<String, String> variables = new HashMap<>();
      services
          .path(name)
          .path("environment")
          .properties()
          .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
      assertThat(variables.get("POOLWRIGHT_SECRETS_KEY")).startsWith("${");
      variables.put("POOLWRIGHT_SECRETS_KEY", KEY);
      Settings settings = Settings.load(null, variables);
      assertThat(settings.storage().accountKeys().get("poolwrightlocal"))
          .hasToString("***")
          .satisfies(
              key ->
                  assertThat(key.reveal())
                      .isEqualTo(
                          read("deploy/local-azure/local-azure.yaml")
                              .at("/storage/accounts/0/key")
                              .asText()));
    }
  }

  @Test
  void theWorkersCallAzureWhereItListens() {
    List<String> command = texts(services.at("/local-azure/command"));
    JsonNode environment = services.at("/worker/environment");
    assertThat(environment.path("POOLWRIGHT_SERVICE_BUS_CONNECTION_STRING").asText())
        .contains("sb://127.0.0.1:" + after("--port-broker", command) + ";");
    assertThat(environment.path("POOLWRIGHT_STORAGE_JOBS").asText())
        .contains("127.0.0.1:" + after("--port-storage", command) + "/");
    assertThat(environment.path("POOLWRIGHT_ARM_ENDPOINT").asText())
        .endsWith("127.0.0.1:" + after("--port-arm", command));
    assertThat(services.at("/worker/network_mode").asText()).isEqualTo("service:local-azure");
    assertThat(
            services
                .at("/worker-on-emulator/environment/POOLWRIGHT_SERVICE_BUS_CONNECTION_STRING")
                .asText())
        .contains("sb://servicebus-emulator;", "UseDevelopmentEmulator=true");
  }

  @Test
  void theEmulatorHasTheQueuesAndTheTopicThatAWorkerUses() {
    JsonNode ours = read("local-azure/src/main/resources/local-azure.yaml").path("serviceBus");
    assertThat(names(emulator.path("Queues"), "Name"))
        .isEqualTo(names(ours.path("queues"), "name"))
        .isEqualTo(Set.of("provisioning-requests", "provisioning-wakeups"));
    assertThat(names(emulator.path("Topics"), "Name"))
        .isEqualTo(names(ours.path("topics"), "name"))
        .isEqualTo(Set.of("provisioning-events"));
    assertThat(names(emulator.at("/Topics/0/Subscriptions"), "Name"))
        .isEqualTo(names(ours.at("/topics/0/subscriptions"), "name"));
  }

  /** Its limits, as its documentation has them; beyond them it does not start. */
  @Test
  void theEmulatorsLimitsAreKept() {
    for (JsonNode value : emulator.findValues("LockDuration")) {
      assertThat(Duration.parse(value.asText())).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }
    for (JsonNode value : emulator.findValues("DefaultMessageTimeToLive")) {
      assertThat(Duration.parse(value.asText())).isLessThanOrEqualTo(Duration.ofHours(1));
    }
    for (JsonNode value : emulator.findValues("DuplicateDetectionHistoryTimeWindow")) {
      assertThat(Duration.parse(value.asText())).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }
    for (JsonNode value : emulator.findValues("MaxDeliveryCount")) {
      assertThat(value.asInt()).isBetween(1, 10);
    }
  }

  @Test
  void everyFileThatIsMountedIsThere() {
    for (JsonNode service : services) {
      for (String volume : texts(service.path("volumes"))) {
        if (volume.startsWith("./")) {
          assertThat(ROOT.resolve(volume.split(":", 2)[0])).isRegularFile();
        }
      }
      JsonNode dockerfile = service.at("/build/dockerfile");
      assertThat(dockerfile.isMissingNode() || Files.exists(ROOT.resolve(dockerfile.asText())))
          .isTrue();
    }
  }

  @Test
  void theImagesAreMadeOfTheJarsThatTheBuildMakes() throws IOException {
    String dockerfile = Files.readString(ROOT.resolve("deploy/Dockerfile"));
    for (String module : List.of("worker", "local-azure")) {
      assertThat(dockerfile)
          .contains("COPY " + module + "/target/poolwright-" + module + ".jar")
          .contains("COPY " + module + "/target/lib")
          .contains(" AS " + module);
      assertThat(Files.readString(ROOT.resolve(module).resolve("pom.xml")))
          .contains("<finalName>poolwright-${project.artifactId}</finalName>");
    }
  }

  private Set<String> inProfile(String profile) {
    Set<String> names = new TreeSet<>();
    services
        .properties()
        .forEach(
            entry -> {
              if (texts(entry.getValue().path("profiles")).contains(profile)) {
                names.add(entry.getKey());
              }
            });
    return names;
  }

  private static Set<String> names(JsonNode list, String field) {
    Set<String> names = new TreeSet<>();
    list.forEach(item -> names.add(item.path(field).asText()));
    return names;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static String after(String option, List<String> command) {
    return command.stream()
        .skip(command.indexOf(option) + 1L)
        .limit(1)
        .collect(Collectors.joining());
  }

  /** SnakeYAML resolves anchors and merge keys, as Compose does; JSON is YAML too. */
  private static JsonNode read(String file) {
    try (InputStream yaml = Files.newInputStream(ROOT.resolve(file))) {
      return JSON.valueToTree(new Yaml().<Object>load(yaml));
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
