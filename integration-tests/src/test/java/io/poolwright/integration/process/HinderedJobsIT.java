package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs that succeed although Azure throttles, fails or loses its answers. */
@ExtendWith(OneWorker.class)
class HinderedJobsIT {
  private final Installation here;

  HinderedJobsIT(Installation here) {
    this.here = here;
  }

  @Test
  void throttlingIsWaitedForAndUsesNoAttempt() {
    here.arm.fault(
        "{\"method\":\"PUT\",\"path\":\"/pools/throttled\",\"times\":1,\"action\":\"status\","
            + "\"status\":429,\"code\":\"TooManyRequests\",\"headers\":{\"Retry-After\":\"2\"}}");
    var source = Source.upload(here, "throttled").submit();
    source.succeeds();
    assertThat(here.subscriber.of(source.job()).stream().map(JobEvent::data))
        .anyMatch(
            data -> data instanceof EventData.Waiting w && w.code().equals("TooManyRequests"));
    assertThat(source.poolsPut()).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          another size          | [{"vmSize":"Standard_D2s_v3"}]                          | Standard_D2s_v3 | 60 | 0  | 1
          low priority in order | [{"vmSize":"Standard_F16s_v2"},{"lowPriority":true}] | Standard_F4s_v2 | 0  | 60 | 2
          """)
  void whereThereAreNoNodesTheRequestsFallbacksAreTriedInOrder(
      String name, String fallbacks, String size, int dedicated, int lowPriority, int tried) {
    var source = Source.upload(here, name.replace(' ', '-'));
    here.send(
        source.oversized().replace("}}}},", "}}},\"fallbacks\":%s},".formatted(fallbacks)),
        source.job());
    source.succeeds();
    JsonNode pool = here.pool(source.job()).path("properties");
    assertThat(pool.path("vmSize").asText()).isEqualToIgnoringCase(size);
    assertThat(pool.path("currentDedicatedNodes").asInt()).isEqualTo(dedicated);
    assertThat(pool.path("currentLowPriorityNodes").asInt()).isEqualTo(lowPriority);
    assertThat(here.subscriber.of(source.job()).stream().map(JobEvent::data))
        .filteredOn(data -> data instanceof EventData.Waiting w && w.code().equals("FallingBack"))
        .hasSize(tried);
  }

  @Test
  void whereTheServiceDoesNotCopyRangesTheJobTellsOnceByWhatItsCopyGoesOn() {
    here.storage.fault(
        "{\"method\":\"PUT\",\"path\":\"/images/\",\"query\":\"comp=page$\",\"every\":true,"
            + "\"action\":\"status\",\"status\":501,\"code\":\"NotImplemented\"}");
    var source = Source.upload(here, "unranged").submit();
    source.succeeds();
    assertThat(here.subscriber.of(source.job()).stream().map(JobEvent::data))
        .filteredOn(
            data -> data instanceof EventData.Waiting w && w.code().equals("PutPageFromUrlRefused"))
        .singleElement()
        .asString()
        .contains("The copy goes on by Copy Blob.");
  }

  @Test
  void aBreakerOpensInAStormAndClosesAfterIt() {
    here.arm.fault(
        "{\"path\":\"Microsoft.Batch\",\"every\":true,\"action\":\"status\",\"status\":500,"
            + "\"code\":\"InternalError\"}");
    List<Source> sources =
        Stream.of("storm-1", "storm-2", "storm-3", "storm-4", "storm-5", "storm-6")
            .map(job -> Source.upload(here, job).submit())
            .toList();
    await("an open breaker")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                sources.stream()
                    .flatMap(source -> here.subscriber.of(source.job()).stream())
                    .anyMatch(
                        event ->
                            event.data() instanceof EventData.Waiting w
                                && w.code().equals("BreakerOpen")));
    here.arm.heal();
    sources.forEach(Source::succeeds);
  }

  @ParameterizedTest
  @MethodSource("puts")
  void aLostAnswerDoublesNothing(String name, String path) {
    here.arm.fault(
        "{\"method\":\"PUT\",\"path\":\"%s\",\"nth\":1,\"action\":\"loseResponse\"}"
            .formatted(path));
    int versions = here.versions();
    var source = Source.upload(here, "lost-" + name).submit();
    source.succeeds();
    assertThat(here.versions()).isEqualTo(versions + 1);
  }

  static Stream<Arguments> puts() {
    return Stream.of(Arguments.of("pool", "/pools/"), Arguments.of("version", "/versions/"));
  }
}
