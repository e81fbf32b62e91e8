package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemaTest {
  @Test
  void isAValidSchema() {
    assertThat(Schemas.errors(Schemas.META, Schemas.EVENT)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.poolwright.contracts.SampleEvent#all")
  void takesEveryKindOfEvent(SampleEvent sample) {
    assertThat(Schemas.errors(Schemas.EVENT, structured(sample))).isEmpty();
  }

  @Test
  void itsExamplesAreEvents() {
    assertThat(Schemas.EVENT.path("examples"))
        .hasSize(EventType.values().length)
        .allSatisfy(
            example -> {
              assertThat(Schemas.errors(Schemas.EVENT, example)).isEmpty();
              CloudEvent event = CloudEvent.fromJson(example.toString());
              assertThat(CloudEvent.of(event.toJobEvent(), event.source())).isEqualTo(event);
            });
  }

  @Test
  void allowsWhatANewerWriterAdds() {
    ObjectNode json = structured(SampleEvent.STEP_STARTED).put("tracestate", "a=b");
    json.withObject("/data").put("mood", "good");

    assertThat(Schemas.errors(Schemas.EVENT, json)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/specversion, 0.3",
    "/id, x",
    "/id, job/0",
    "/source, ''",
    "/type, io.poolwright.job.succeeded.v1",
    "/type, io.poolwright.job.exploded.v1",
    "/subject, ../x",
    "/time, noon",
    "/datacontenttype, text/plain",
    "/data, x",
    "/data/step, dance",
    "/data/leftBehind, none",
  })
  void refusesWhatIsNoEvent(String pointer, String value) {
    ObjectNode json = structured(SampleEvent.FAILED);
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) json.at(pointer.substring(0, last))).put(pointer.substring(last + 1), value);

    assertThat(Schemas.errors(Schemas.EVENT, json)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void hasWhatTheRecordHasAndNothingElse(EventType type) {
    String name = type.wireName().replaceAll("^io\\.poolwright\\.job\\.|\\.v1$", "");
    JsonNode data = Schemas.EVENT.at("/$defs/" + name + "Data");

    assertThat(Schemas.EVENT.at("/$defs/" + name + "/properties/type/const").textValue())
        .isEqualTo(type.wireName());
    assertThat(Schemas.properties(data)).isEqualTo(Schemas.components(type.data()));
    assertThat(Schemas.texts(data.path("required"))).isEqualTo(Schemas.neverNull(type.data()));
  }

  @Test
  void aProblemAndTheWordsAreThoseOfTheCode() {
    JsonNode problem = Schemas.EVENT.at("/$defs/problem");

    assertThat(Schemas.properties(problem)).isEqualTo(Schemas.components(Problem.class));
    assertThat(Schemas.texts(Schemas.EVENT.at("/$defs/step/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Step.values()).map(Step::wireName).toList());
    assertThat(Schemas.texts(Schemas.EVENT.at("/properties/type/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventType.values()).map(EventType::wireName).toList());
    assertThat(Schemas.EVENT.at("/properties/subject/pattern").textValue())
        .isEqualTo(JobId.PATTERN);
    assertThat(Schemas.EVENT.at("/properties/traceparent/pattern").textValue())
        .isEqualTo(Traceparent.PATTERN);
  }

  @Test
  void theEnvelopeIsWhatIsWritten() {
    assertThat(Schemas.properties(Schemas.EVENT))
        .containsExactlyInAnyOrderElementsOf(structured(SampleEvent.TRACED)::fieldNames);
    assertThat(Schemas.texts(Schemas.EVENT.path("required")))
        .containsExactlyInAnyOrderElementsOf(structured(SampleEvent.SUCCEEDED)::fieldNames);
  }

  private static ObjectNode structured(SampleEvent sample) {
    CloudEvent event = CloudEvent.of(sample.event(), CloudEvent.DEFAULT_SOURCE);
    return (ObjectNode) Documents.json(event.toJson());
  }
}
