package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractJsonTest {
  record Sample(
      Instant at,
      Duration span,
      JobId job,
      ArmId pool,
      Step step,
      int count,
      List<Deadline> deadlines,
      @Nullable OsType os) {}

  private static final Sample SAMPLE =
      new Sample(
          Instant.parse("2026-12-01T08:00:00Z"),
          Duration.ofMinutes(90),
          new JobId("j"),
          ArmId.parse(Documents.POOL),
          Step.CREATE_POOL,
          7,
          List.of(Deadline.parse("PT6H")),
          OsType.LINUX);

  private static final String JSON =
      """
      {"at":"2026-12-01T08:00:00Z","span":"PT1H30M","job":"j","pool":"%s",\
      "step":"createPool","count":7,"deadlines":["PT6H"],"os":"Linux"}"""
          .formatted(Documents.POOL);

  @Test
  void valuesAreTextsOnTheWire() throws Exception {
    assertThat(Documents.MAPPER.writeValueAsString(SAMPLE)).isEqualTo(JSON);
    assertThat(Documents.MAPPER.readValue(JSON, Sample.class)).isEqualTo(SAMPLE);
  }

  @Test
  void aSecretIsWrittenAsStarsAndReadAsItIs() throws Exception {
    assertThat(Documents.MAPPER.writeValueAsString(new Secret("sig=x"))).isEqualTo("\"***\"");
    assertThat(Documents.MAPPER.readValue("\"sig=x\"", Secret.class))
        .isEqualTo(new Secret("sig=x"));
  }

  @Test
  void whatMayBeNullMayBeLeftOut() throws Exception {
    String without = JSON.replace(",\"os\":\"Linux\"", "");

    assertThat(Documents.MAPPER.readValue(without, Sample.class).os()).isNull();
    assertThat(Documents.MAPPER.readValue(JSON.replace("\"Linux\"", "null"), Sample.class).os())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"at", "span", "job", "pool", "step", "count", "deadlines"})
  void whatMayNotBeNullMustBeThere(String name) {
    ObjectNode document = (ObjectNode) Documents.json(JSON);
    document.remove(name);

    assertThatExceptionOfType(JsonMappingException.class)
        .isThrownBy(() -> Documents.MAPPER.treeToValue(document, Sample.class))
        .withMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({
    "\"2026-12-01T08:00:00Z\", \"noon\"",
    "\"PT1H30M\", 5400",
    "\"j\", \"../j\"",
    "\"createPool\", \"dance\"",
  })
  void aWrongTextIsRefused(String right, String wrong) {
    assertThatExceptionOfType(JsonMappingException.class)
        .isThrownBy(() -> Documents.MAPPER.readValue(JSON.replace(right, wrong), Sample.class));
  }
}
