package io.poolwright.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.poolwright.contracts.ContractJson;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that version 1 has written are read, and written alike, for ever. */
class GoldenDocumentsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/v1");
  private static final ObjectMapper JSON = ContractJson.newMapper();

  private final JobDocuments documents =
      new JobDocuments(
          SecretBox.of(
              new Secret(Base64.getEncoder().encodeToString(new byte[32])), new SameBytes()));

  static Stream<Map.Entry<String, Job>> samples() {
    return Stream.of(
            SampleJobs.byState(),
            SampleJobs.withTimelines(),
            SampleJobs.withTraces(),
            SampleJobs.withCopyRoutes(),
            SampleJobs.withOtherImages(),
            SampleJobs.onSecondTries())
        .flatMap(samples -> samples.entrySet().stream());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aGoldenDocumentIsReadAndWrittenAlike(Map.Entry<String, Job> sample) throws IOException {
    byte[] golden = Files.readAllBytes(GOLDEN.resolve("job-" + sample.getKey() + ".json"));

    Job read = documents.read(golden);

    assertThat(read).isEqualTo(sample.getValue());
    byte[] written = documents.write(read);
    assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(golden));
    assertThat(written).hasSizeLessThan(5 * 1024);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void listsCallAStateWhatDocumentsCallIt(Map.Entry<String, Job> sample) {
    assertThat(sample.getKey().replaceFirst("-.*", ""))
        .isEqualTo(sample.getValue().state().label());
  }

  @Test
  void thereIsOneForEveryState() {
    Set<String> states =
        SampleJobs.byState().values().stream()
            .map(job -> job.state().getClass().getSimpleName())
            .collect(Collectors.toSet());

    assertThat(states).hasSize((int) kinds(JobState.class).count());
  }

  /** The states themselves, of whatever they are kinds. */
  private static Stream<Class<?>> kinds(Class<?> state) {
    Class<?>[] kinds = state.getPermittedSubclasses();
    return kinds == null ? Stream.of(state) : Stream.of(kinds).flatMap(GoldenDocumentsTest::kinds);
  }
}
