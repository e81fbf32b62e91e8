package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Step;
import io.poolwright.worker.job.Jobs;
import org.junit.jupiter.api.Test;

class MeterTest {
  private final Meter meter = new Meter();

  private String copied(double seconds, int mebibytes) {
    return read(seconds, (long) mebibytes << 20, 100L << 20, "bytes");
  }

  private String read(double seconds, long done, long total, String unit) {
    return meter.read(
        new EventData.Progressed(Step.COPY_IMAGE, done, total, unit),
        Jobs.NOON.plusMillis(Math.round(seconds * 1000)));
  }

  @Test
  void theFirstLookSaysNothingOfThePace() {
    assertThat(copied(10, 60)).isEqualTo("60 of 100 MiB");
    assertThat(copied(11, 70)).isEqualTo("70 of 100 MiB  10.0 MiB/s  3.0 s left");
  }

  @Test
  void thePastIsForgottenSlowly() {
    copied(0, 0);
    copied(1, 10);
    assertThat(copied(2, 10)).isEqualTo("10 of 100 MiB  9.4 MiB/s  9.6 s left");
    for (int second = 3; second < 90; second++) {
      copied(second, second);
    }
    assertThat(copied(90, 90)).isEqualTo("90 of 100 MiB  1.0 MiB/s  10.0 s left");
  }

  @Test
  void whatBeginsAnewIsMeasuredAnew() {
    copied(0, 0);
    copied(1, 90);
    assertThat(copied(2, 10)).isEqualTo("10 of 100 MiB");
  }

  @Test
  void onlyBytesHaveARateAndNodesComeWhenTheyCome() {
    read(0, 20, 100, "percent");
    assertThat(read(10, 60, 100, "percent")).isEqualTo("60 %  10.0 s left");
    read(11, 0, 2, "nodes");
    assertThat(read(12, 1, 2, "nodes")).isEqualTo("1 of 2 nodes");
  }

  @Test
  void nothingIsLeftOfWhatIsDone() {
    copied(0, 0);
    assertThat(copied(10, 100)).isEqualTo("100 of 100 MiB  10.0 MiB/s");
  }
}
