package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the simulated Azure takes, in ISO 8601, e.g. PT0.5S.
 *
 * @param publish from the PUT of an image version to its first copy; default 1 s
 * @param replication from then, or from adding a region, until that region has it; default 1 s
 * @param resize from a pool's PUT or PATCH until its nodes stand; default 1 s
 * @param delete of a pool or an image version; default 500 ms
 * @param deallocate of a virtual machine, also its start and power-off; default 500 ms
 */
public record Latencies(
    @JsonDeserialize(using = DurationText.class) Duration publish,
    @JsonDeserialize(using = DurationText.class) Duration replication,
    @JsonDeserialize(using = DurationText.class) Duration resize,
    @JsonDeserialize(using = DurationText.class) Duration delete,
    @JsonDeserialize(using = DurationText.class) Duration deallocate) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF_SECOND = Duration.ofMillis(500);

  public static final Latencies DEFAULT =
      new Latencies(SECOND, SECOND, SECOND, HALF_SECOND, HALF_SECOND);

  public Latencies(
      @Nullable Duration publish,
      @Nullable Duration replication,
      @Nullable Duration resize,
      @Nullable Duration delete,
      @Nullable Duration deallocate) {
    this.publish = publish == null ? SECOND : publish;
    this.replication = replication == null ? SECOND : replication;
    this.resize = resize == null ? SECOND : resize;
    this.delete = delete == null ? HALF_SECOND : delete;
    this.deallocate = deallocate == null ? HALF_SECOND : deallocate;
  }
}
