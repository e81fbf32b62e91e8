package io.poolwright.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {
  private static final URI SOURCE = URI.create("poolwright://west-1");

  @Test
  void everyKindOfEventIsTriedHere() {
    assertThat(SampleEvent.all().<Class<?>>map(sample -> sample.event().data().getClass()))
        .contains(EventData.class.getPermittedSubclasses());
    assertThat(Arrays.stream(EventType.values()).map(EventType::data))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventData.class.getPermittedSubclasses())
                .<Class<? extends EventData>>map(kind -> kind.asSubclass(EventData.class))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("io.poolwright.contracts.SampleEvent#all")
  void goesOutAndComesBackStructured(SampleEvent sample) {
    String json = CloudEvent.of(sample.event(), SOURCE).toJson();

    assertThat(json).doesNotContain("\n");
    assertThat(CloudEvent.fromJson(json)).isEqualTo(CloudEvent.of(sample.event(), SOURCE));
    assertThat(CloudEvent.fromJson(json).toJobEvent()).isEqualTo(sample.event());
  }

  @ParameterizedTest
  @MethodSource("io.poolwright.contracts.SampleEvent#all")
  void goesOutAndComesBackBinary(SampleEvent sample) {
    CloudEvent event = CloudEvent.of(sample.event(), SOURCE);
    CloudEvent back = CloudEvent.fromAmqp(event.amqpProperties(), event.body());

    assertThat(back).isEqualTo(event);
    assertThat(back.toJobEvent()).isEqualTo(sample.event());
  }

  @ParameterizedTest
  @MethodSource("io.poolwright.contracts.SampleEvent#all")
  void isAsItsGoldenFileHasIt(SampleEvent sample) {
    CloudEvent event = CloudEvent.of(sample.event(), CloudEvent.DEFAULT_SOURCE);

    assertThat(Documents.json(event.toJson())).isEqualTo(Documents.golden(sample.goldenFile()));
    assertThat(CloudEvent.fromJson(Documents.goldenText(sample.goldenFile())).toJobEvent())
        .isEqualTo(sample.event());
  }

  @Test
  void itsAttributesAreThoseOfTheJob() {
    CloudEvent event = CloudEvent.of(SampleEvent.PROGRESSED.event(), SOURCE);

    assertThat(event.amqpProperties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "cloudEvents:specversion", "1.0",
                "cloudEvents:id", "team-a.nightly-42/3",
                "cloudEvents:source", "poolwright://west-1",
                "cloudEvents:type", "io.poolwright.job.progressed.v1",
                "cloudEvents:subject", "team-a.nightly-42",
                "cloudEvents:time", "2026-12-01T08:00:00.123Z"));
    assertThat(new String(event.body(), UTF_8))
        .isEqualTo(
            "{\"step\":\"copyImage\",\"done\":1073741824,\"total\":34359738880,\"unit\":\"bytes\"}");
  }

  @Test
  void whatANewerWriterAddsIsIgnored() {
    ObjectNode json = structured(SampleEvent.STEP_STARTED);
    json.put("tracestate", "a=b");
    json.withObject("/data").put("mood", "good");

    assertThat(CloudEvent.fromJson(json.toString()).toJobEvent())
        .isEqualTo(SampleEvent.STEP_STARTED.event());
  }

  @Test
  void otherClientsMayUseTheOtherPrefixAndATimestamp() {
    CloudEvent event = CloudEvent.of(SampleEvent.FAILED.event(), SOURCE);
    Map<String, Object> properties = new HashMap<>();
    event.amqpProperties().forEach((k, v) -> properties.put(k.replace(':', '_'), v));
    properties.put("cloudEvents_time", Date.from(Instant.parse("2026-12-01T08:00:00.123Z")));
    properties.put("Diagnostic-Id", 7);

    assertThat(CloudEvent.fromAmqp(properties, event.body())).isEqualTo(event);
  }

  @Test
  void aKindOfANewerVersionIsNamed() {
    ObjectNode json = structured(SampleEvent.FAILED).put("type", "io.poolwright.job.exploded.v3");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudEvent.fromJson(json.toString()).toJobEvent())
        .withMessageContaining("io.poolwright.job.exploded.v3")
        .withMessageContaining("newer version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"specversion", "id", "source", "type", "subject", "time", "data"})
  void whatIsMissingIsNamed(String attribute) {
    ObjectNode json = structured(SampleEvent.FAILED);
    json.remove(attribute);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudEvent.fromJson(json.toString()))
        .withMessageContaining("\"" + attribute + "\" is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "specversion, 0.3, specversion",
    "source, a b, source",
    "time, yesterday, time",
    "id, someone-else/3, id",
    "id, team-a.nightly-42/x, number",
    "subject, ../x, id",
  })
  void whatIsWrongIsNamed(String attribute, String value, String named) {
    ObjectNode json = structured(SampleEvent.FAILED).put(attribute, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudEvent.fromJson(json.toString()).toJobEvent())
        .withMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"step", "code", "reason", "leftBehind"})
  void dataThatLacksSomethingIsRefusedByName(String property) {
    ObjectNode absent = structured(SampleEvent.FAILED);
    absent.withObject("/data").remove(property);
    ObjectNode isNull = structured(SampleEvent.FAILED);
    isNull.withObject("/data").putNull(property);

    for (ObjectNode json : new ObjectNode[] {absent, isNull}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CloudEvent.fromJson(json.toString()).toJobEvent())
          .withMessageContaining(property);
    }
  }

  @Test
  void wrongDataCannotForgeALogLine() {
    ObjectNode json = structured(SampleEvent.FAILED);
    json.withObject("/data").put("step", "\u001b[31m\n".repeat(1_000));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudEvent.fromJson(json.toString()).toJobEvent())
        .withNoCause()
        .satisfies(
            e -> assertThat(e).message().hasSizeLessThan(600).doesNotContain("\n", "\u001b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7", "{} {}", "{\"id\":1,\"id\":2}"})
  void whatIsNoEventIsRefused(String text) {
    Map<String, String> properties =
        CloudEvent.of(SampleEvent.FAILED.event(), SOURCE).amqpProperties();

    assertThatIllegalArgumentException().isThrownBy(() -> CloudEvent.fromJson(text));
    if (!text.contains("id")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CloudEvent.fromAmqp(properties, text.getBytes(UTF_8)).toJobEvent());
    }
  }

  private static ObjectNode structured(SampleEvent sample) {
    return (ObjectNode) Documents.json(CloudEvent.of(sample.event(), SOURCE).toJson());
  }
}
