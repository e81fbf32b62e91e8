package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool's properties against ARM's model, and the model against what Microsoft has published. */
class PoolModelTest {
  private static final String PROPERTIES = "/pool/properties";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/taskSlotPerNode | 4 | taskSlotsPerNode",
        "/startTask/commandline | \"x\" | commandLine",
        "/scaleSettings/fixedScale/targetDedicatedNode | 1 | targetDedicatedNodes",
        "/deploymentConfiguration/virtualMachineConfiguration/osDisk/diskSizeGb | 64 | diskSizeGB",
        "/interNodeCommunication | \"Enable\" | Enabled",
        "/networkConfiguration | {\"dynamicVNetAssignmentScope\":\"none\"} | dynamicVnetAssignmentS",
      })
  void aSlipIsAnsweredWithWhatWasMeant(String at, String value, String nearest) {
    assertThat(problems(Documents.with(PROPERTIES + at, value)))
        .singleElement()
        .satisfies(p -> assertThat(p.pointer()).startsWith(PROPERTIES + at))
        .satisfies(p -> assertThat(p.remedy()).contains("did you mean \"" + nearest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/taskSlotsPerNode | \"4\" | a string",
        "/taskSlotsPerNode | 4.5 | a number",
        "/displayName | {} | an object",
        "/startTask | [] | an array",
        "/startTask/waitForSuccess | \"yes\" | a string",
        "/mountConfiguration | {} | an object",
        "/applicationPackages | [7] | a number",
      })
  void aWrongKindIsNamed(String at, String value, String kind) {
    assertThat(problems(Documents.with(PROPERTIES + at, value)))
        .singleElement()
        .satisfies(p -> assertThat(p.problem()).isEqualTo("it is " + kind));
  }

  @Test
  void whatAzureRequiresDeepDownIsAskedFor() {
    assertThat(problems(Documents.with(PROPERTIES + "/userAccounts", "[{\"name\":\"a\"}]")))
        .extracting(Problem::pointer)
        .containsExactly(PROPERTIES + "/userAccounts/0/password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2023-05-01 | /certificates | [{\"id\":\"x\"}] | true",
        "2025-06-01 | /certificates | [{\"id\":\"x\"}] | false",
        "2023-05-01 | /upgradePolicy | {\"mode\":\"manual\"} | false",
        "2024-07-01 | /upgradePolicy | {\"mode\":\"manual\"} | true",
        "2030-01-01 | /fromTheFuture | {\"x\":[1]} | true",
        "2024-07-01-preview | /fromTheFuture | 1 | true",
        "2030-01-01 | /interNodeCommunication | \"Sometimes\" | true",
        "2030-01-01 | /taskSlotsPerNode | \"4\" | false",
        "2030-01-01 | /VMSIZE | \"x\" | false",
      })
  void theApiVersionOfTheRequestDecides(String version, String at, String value, boolean taken) {
    ObjectNode document = Documents.with(PROPERTIES + at, value);
    document.withObject("/pool").put("apiVersion", version);
    document
        .withObject(PROPERTIES + "/deploymentConfiguration/virtualMachineConfiguration")
        .remove("osDisk");

    assertThat(Documents.decode(document) instanceof Decoded.Valid).isEqualTo(taken);
  }

  @Test
  void whatIsNewerThanTheModelNeedsAnApiVersionAndTheAnswerSaysSo() {
    assertThat(problems(Documents.with(PROPERTIES + "/fromTheFuture", "1")))
        .singleElement()
        .satisfies(p -> assertThat(p.remedy()).contains("/pool/apiVersion"));
  }

  @Test
  void whatArmSendsBackMayComeAlong() {
    String pasted =
        "{\"provisioningState\":\"Succeeded\",\"currentDedicatedNodes\":2,\"displayName\":null}";
    ObjectNode document = Documents.provision();
    document.withObject(PROPERTIES).setAll((ObjectNode) Documents.json(pasted));

    assertThat(Documents.decode(document)).isInstanceOf(Decoded.Valid.class);
  }

  private static List<Problem> problems(JsonNode document) {
    Decoded decoded = Documents.decode(document);
    assertThat(decoded).isInstanceOf(Decoded.Invalid.class);
    return ((Decoded.Invalid) decoded).problems();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-05-01", "2024-07-01", "2025-06-01"})
  void theModelSaysWhatMicrosoftHasPublished(String version) throws IOException {
    Path file =
        Path.of(System.getProperty("azure.schemas", "")).resolve(version + "-Microsoft.Batch.json");
    assumeTrue(Files.isReadable(file), "skipped: -Dazure.schemas names no folder with " + file);
    JsonNode published = Documents.json(Files.readString(file)).path("definitions");

    Deque<String> ahead = new ArrayDeque<>(List.of(PoolModel.ROOT));
    Set<String> seen = new TreeSet<>();
    while (!ahead.isEmpty()) {
      String type = ahead.pop();
      if (seen.add(type)) {
        assertThat(ours(type, version)).as(type).isEqualTo(theirs(published.path(type), ahead));
      }
    }
    assertThat(seen).hasSizeGreaterThan(40);
  }

  private static Map<String, PoolModel.Property> ours(String type, String version) {
    var ours = new TreeMap<>(PoolModel.KNOWN.properties(type, version));
    ours.values().removeIf(property -> property.type().equals("any"));
    return ours;
  }

  private static Map<String, PoolModel.Property> theirs(JsonNode definition, Deque<String> ahead) {
    Set<String> required = Schemas.texts(definition.path("required"));
    Map<String, PoolModel.Property> theirs = new TreeMap<>();
    definition
        .path("properties")
        .properties()
        .forEach(
            p ->
                theirs.put(
                    p.getKey(),
                    new PoolModel.Property(
                        inWords(p.getValue(), ahead), required.contains(p.getKey()))));
    return theirs;
  }

  private static String inWords(JsonNode schema, Deque<String> ahead) {
    if (schema.has("oneOf")) {
      return inWords(schema.at("/oneOf/0"), ahead); // The other one is a template's expression.
    }
    String reference = schema.path("$ref").asText();
    if (!reference.isEmpty()) {
      ahead.push(reference.substring(reference.lastIndexOf('/') + 1));
      return ahead.element();
    }
    if (schema.has("enum")) {
      return String.join("|", Documents.MAPPER.convertValue(schema.path("enum"), String[].class));
    }
    String type = schema.path("type").asText("object");
    return type.equals("array") ? "[" + inWords(schema.path("items"), ahead) + "]" : type;
  }
}
