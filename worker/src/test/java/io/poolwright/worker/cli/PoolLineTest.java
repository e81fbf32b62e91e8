package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.inventory.Origins.Origin;
import io.poolwright.worker.job.Jobs;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Pool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolLineTest {
  private static final Origin OURS =
      new Origin(
          pool("render", "nightly", new ListedPool.Image(Jobs.plan().version().toString(), true)),
          Optional.of(new JobId("nightly")),
          Optional.of(ImageSource.vhd(URI.create("https://a.blob.core.windows.net/v/u.vhd"), "x")));
  private static final Origin THEIRS =
      new Origin(
          pool("plain", null, new ListedPool.Image("canonical:ubuntu:22_04:latest", false)),
          Optional.empty(),
          Optional.empty());

  private static ListedPool pool(String name, @Nullable String owner, ListedPool.Image image) {
    var pool = new Pool("1", owner, false, owner != null, 1, 2, null, List.of());
    return new ListedPool(
        Jobs.ACCOUNT.child("pools", name), pool, image, "Standard_D2s_v3", 2, 0, null);
  }

  @Test
  void aLineSaysWhatNodesRunOnAndWhereThatCameFrom() {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    PoolLine.show(List.of(OURS, THEIRS), new Screen(out, out, 0, false));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            POOL          STATE      NODES    IMAGE                                         FROM                                          JOB
            acct/render   steady     1 of 2   custom        gallery/ubuntu/1.2.3            VHD https://a.blob.core.windows.net/v/u.vhd   nightly
            acct/plain    resizing   1 of 2   marketplace   canonical:ubuntu:22_04:latest
            """);
  }

  @Test
  void aProgramGetsTheIdsAndNoSecret() throws JsonProcessingException {
    JsonNode json = new JsonMapper().readTree(PoolLine.json(OURS));
    assertThat(json.at("/image/name").asText()).isEqualTo(Jobs.plan().version().toString());
    assertThat(json.at("/origin/type").asText()).isEqualTo("vhd");
    assertThat(json.at("/origin/sas").asText()).isEqualTo("***");
    assertThat(new JsonMapper().readTree(PoolLine.json(THEIRS)).has("jobId")).isFalse();
  }
}
