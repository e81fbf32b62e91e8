package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents that are made of the schemas stand in the tree as they would be made today. */
class ContractDocumentsTest {
  static final String COMMAND =
      "mvn -pl contracts test -Dtest=ContractDocumentsTest -Dcontract.write=true";

  private static final Path ASYNC_API =
      Path.of("src/main/resources/io/poolwright/contracts/asyncapi.json");
  private static final Path PAGE = Path.of("../docs/contract.md");

  @Test
  void theAsyncApiDocumentIsAsItWouldBeMadeToday() throws IOException {
    assertUpToDate(ASYNC_API, Documents.pretty(AsyncApi.document()) + "\n");
  }

  @Test
  void theReferencePageIsAsItWouldBeMadeToday() throws IOException {
    assertUpToDate(PAGE, ReferencePage.of(AsyncApi.document()));
  }

  private static void assertUpToDate(Path file, String today) throws IOException {
    if (Boolean.getBoolean("contract.write")) {
      Files.writeString(file, today);
    }
    assertThat(Files.readString(file)).as("to make it anew: " + COMMAND).isEqualTo(today);
  }

  @Test
  void theChannelsAreCalledAsInTheCode() {
    assertThat(AsyncApi.document().at("/channels/requests/address").asText())
        .isEqualTo(Channels.REQUESTS);
    assertThat(AsyncApi.document().at("/channels/events/address").asText())
        .isEqualTo(Channels.EVENTS);
  }

  @Test
  void itHasEveryKindOfMessageWithAnExample() {
    assertThat(names("requests")).containsExactly("provision", "cancel");
    assertThat(names("events"))
        .containsExactlyElementsOf(
            List.of(EventType.values()).stream()
                .map(type -> type.wireName().split("\\.", -1)[3])
                .toList());
    assertThat(AsyncApi.document().at("/components/messages"))
        .allSatisfy(message -> assertThat(message.path("examples")).hasSize(1));
  }

  private static List<String> names(String channel) {
    return AsyncApi.document().at("/channels/" + channel + "/messages").properties().stream()
        .map(Map.Entry::getKey)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("io.poolwright.contracts.SampleEvent#all")
  void anEventsPropertiesAndBodyAreThoseThatAreDescribed(SampleEvent sample) {
    CloudEvent event = CloudEvent.of(sample.event(), CloudEvent.DEFAULT_SOURCE);
    JsonNode message = described(event.type());

    JsonNode properties = Documents.MAPPER.valueToTree(event.amqpProperties());
    assertThat(Schemas.errors(message.path("headers"), properties)).isEmpty();
    assertThat(Schemas.properties(message.path("headers")))
        .containsAll(event.amqpProperties().keySet());
    assertThat(message.path("contentType").asText()).isEqualTo(CloudEvent.CONTENT_TYPE);
  }

  private static JsonNode described(String type) {
    return StreamSupport.stream(AsyncApi.document().at("/components/messages").spliterator(), false)
        .filter(m -> m.at("/headers/properties/cloudEvents:type/const").asText().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
