package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No change breaks those who rely on a release: {@code released/<version>} keeps the schemas of
 * each, and every one is compared for ever. What a request could say, it can say; what an event
 * said, it says.
 */
class CompatibilityTest {
  private static final String REQUEST = "request-v1.schema.json";
  private static final String EVENT = "event-v1.schema.json";

  static List<String> releases() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/released"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void whatARequestCouldSayItCanSay(String release) {
    assertThat(ofRequests(released(release, REQUEST), Schemas.REQUEST)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void whatAnEventSaidItSays(String release) {
    assertThat(ofEvents(released(release, EVENT), Schemas.EVENT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/$defs/vhd/properties/sas | ",
        "/$defs/provision/properties/onFailure/enum | [\"rollBack\"]",
        "/$defs/provision/properties/onFailure/default | \"keep\"",
        "/$defs/provision/required | [\"type\",\"jobId\",\"image\",\"pool\",\"deadline\"]",
        "/$defs/provision/properties/deadline/anyOf | [{\"pattern\":\"^P[0-9DTHMS.]{2,40}$\"}]",
        "/$defs/cancel/properties/type/const | \"io.poolwright.cancel.v2\"",
        "/$defs/vhd/properties/url/maxLength | 1024",
        "/$defs/vhd/properties/url/format | \"uri\"",
        "/$defs/jobId/pattern | \"^[a-z]+$\"",
        "/$defs/nodes/minimum | 1",
        "/$defs/poolProperties/additionalProperties | false",
        "/$defs/poolProperties/properties/displayName | {\"type\":\"string\"}",
        "/$defs/poolProperties/properties/vmSize | false",
        "/$defs/imageSource/oneOf | []",
      })
  void aRequestThatCouldNoLongerBeSentWouldBeFound(String pointer, String value) {
    assertThat(ofRequests(Schemas.REQUEST, changed(Schemas.REQUEST, pointer, value))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/$defs/failedData/properties/code | ",
        "/$defs/succeededData/properties/stagedVhd | ",
        "/$defs/succeededData/required | [\"pool\"]",
        "/$defs/progressedData/properties/done/type | \"number\"",
        "/$defs/progressedData/properties/done/minimum | -1",
        "/$defs/failedData/properties/leftBehind/items/type | \"object\"",
        "/$defs/step/enum | [\"validate\",\"copyImage\",\"waitGeneralized\",\"createPool\",\"x\"]",
        "/$defs/acceptedData/properties/deadline/format | \"date\"",
        "/$defs/waiting | ",
        "/properties/subject | ",
        "/required | [\"specversion\",\"id\",\"source\",\"type\",\"subject\",\"time\"]",
      })
  void anEventThatNoLongerSaidWhatItSaidWouldBeFound(String pointer, String value) {
    assertThat(ofEvents(Schemas.EVENT, changed(Schemas.EVENT, pointer, value))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/$defs/image/properties/label | {\"type\":\"string\"}",
        "/$defs/image/required | [\"source\"]",
        "/$defs/image/properties/osType/enum | [\"Linux\",\"Windows\",\"Other\"]",
        "/$defs/imageSource/oneOf | [{\"$ref\":\"#/$defs/vhd\"},{\"$ref\":\"#/$defs/managedImage\"},{\"$ref\":\"#/$defs/virtualMachine\"},{\"$ref\":\"#/$defs/pool\"}]",
        "/$defs/vhd/properties/url/maxLength | 4096",
        "/$defs/vhd/description | \"other words\"",
      })
  void aRequestMaySayMore(String pointer, String value) {
    assertThat(ofRequests(Schemas.REQUEST, changed(Schemas.REQUEST, pointer, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/properties/mood | {\"type\":\"string\"}",
        "/$defs/failedData/properties/hint | {\"type\":\"string\"}",
        "/$defs/exploded | {\"properties\":{}}",
        "/properties/type/enum | [\"io.poolwright.job.exploded.v1\"]",
        "/$defs/acceptedData/properties/pool/maxLength | 512",
      })
  void anEventMaySayMore(String pointer, String value) {
    assertThat(ofEvents(Schemas.EVENT, changed(Schemas.EVENT, pointer, value))).isEmpty();
  }

  private static List<String> ofRequests(JsonNode old, JsonNode current) {
    return new SchemaComparison(old, current).refusals();
  }

  /** New kinds of events are no breach: whoever does not know a kind ignores it. */
  private static List<String> ofEvents(JsonNode old, JsonNode current) {
    List<String> found =
        new ArrayList<>(new SchemaComparison(envelope(current), envelope(old)).refusals());
    for (JsonNode kind : old.path("oneOf")) {
      String name = kind.path("$ref").asText().substring("#/$defs/".length());
      found.addAll(new SchemaComparison(current, old).refusals(name));
    }
    return found;
  }

  private static ObjectNode envelope(JsonNode schema) {
    ObjectNode envelope = schema.deepCopy();
    envelope.remove("oneOf");
    envelope.withObject("/properties").remove("type");
    return envelope;
  }

  private static JsonNode released(String release, String file) {
    return Documents.json(Documents.resource("/released/" + release + "/" + file));
  }

  private static JsonNode changed(JsonNode schema, String pointer, String value) {
    JsonNode changed = schema.deepCopy();
    JsonPointer at = JsonPointer.compile(pointer);
    ObjectNode around = (ObjectNode) changed.at(at.head());
    if (value == null) {
      around.remove(at.last().getMatchingProperty());
    } else {
      around.set(at.last().getMatchingProperty(), Documents.json(value));
    }
    return changed;
  }
}
