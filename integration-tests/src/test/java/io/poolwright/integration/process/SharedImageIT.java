package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many jobs that want the same image at the same moment, and two workers. */
class SharedImageIT {
  private static final int JOBS = 50;

  @Test
  void fiftyJobsWithOneImageMakeOneCopyOneVersionAndFiftyPools(@TempDir Path directory)
      throws IOException {
    try (var here = Installation.in(directory)) {
      var source = Source.upload(here, "shared");
      int versions = here.versions();
      here.startWorker();
      here.startWorker();
      List<String> jobs = IntStream.rangeClosed(1, JOBS).mapToObj(i -> "sharing-" + i).toList();
      jobs.forEach(job -> here.send(requestOf(source, job), job));

      List<EventData> ends = jobs.stream().map(here.subscriber::endOf).toList();

      assertThat(ends).allMatch(EventData.Succeeded.class::isInstance);
      assertThat(ends.stream().map(end -> ((EventData.Succeeded) end).imageVersion()).distinct())
          .hasSize(1);
      assertThat(here.versions()).isEqualTo(versions + 1);
      String staged =
          ends.stream()
              .map(end -> ((EventData.Succeeded) end).stagedVhd())
              .filter(Objects::nonNull)
              .findFirst()
              .orElseThrow();
      assertThat(here.container("images").listBlobs())
          .extracting(blob -> staged.endsWith("/" + blob.getName()))
          .as("copies, and whether it is the one that was told")
          .containsExactly(true);
      assertThat(source.isCopiedTo(staged)).isTrue();
      assertThat(jobs)
          .allSatisfy(
              job ->
                  assertThat(here.pool(job).at("/properties/allocationState").asText())
                      .isEqualTo("Steady"));
    }
  }

  /** Without nodes, for it is the image that matters. */
  private static String requestOf(Source source, String job) {
    return source
        .request("rollBack")
        .replace("\"jobId\":\"" + source.job() + "\"", "\"jobId\":\"" + job + "\"")
        .replace("/pools/" + source.job() + "\"", "/pools/" + job + "\"")
        .replace("\"targetDedicatedNodes\":2", "\"targetDedicatedNodes\":0");
  }
}
