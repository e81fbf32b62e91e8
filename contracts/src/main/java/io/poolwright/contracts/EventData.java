package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event says, by kind; as JSON it is the {@code data} of the CloudEvent. */
public sealed interface EventData {
  /** Whether no further event of the job follows this one. */
  default boolean isFinal() {
    return false;
  }

  /**
   * The request was read, stored, and will be worked on.
   *
   * @param deadline when the job fails if it is not done
   */
  record Accepted(ArmId pool, Instant deadline) implements EventData {}

  /** A step began. */
  record StepStarted(Step step) implements EventData {}

  /**
   * A step that can tell how far it is.
   *
   * @param done how much is behind it, in {@code unit}
   * @param total how much there is in all
   * @param unit {@code bytes}, {@code percent} or {@code nodes}
   */
  record Progressed(Step step, long done, long total, String unit) implements EventData {}

  /**
   * The job can do nothing but wait.
   *
   * @param code stable, for programs: {@code Replicating}, {@code PoolQuotaReached}, {@code
   *     BreakerOpen}…
   * @param reason for people
   * @param until when it is looked at again
   */
  record Waiting(Step step, String code, String reason, Instant until) implements EventData {}

  /**
   * The request was checked, and some of what was found may hold the job up or turn out to be
   * wrong. The job goes on unless a rejection follows.
   */
  record Warned(List<Problem> warnings) implements EventData {
    public Warned {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The pool is steady.
   *
   * @param imageVersion what its nodes boot from
   * @param stagedVhd the address of the verified copy, or null if nothing was copied
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Succeeded(ArmId pool, ImageReference imageVersion, @Nullable String stagedVhd)
      implements EventData {
    @Override
    public boolean isFinal() {
      return true;
    }
  }

  /**
   * The job came to an end that it did not want.
   *
   * @param code stable, for programs; Azure's own code where Azure gave one
   * @param reason for people
   * @param leftBehind ids and addresses of what the job created and did not delete
   */
  record Failed(Step step, String code, String reason, List<String> leftBehind)
      implements EventData {
    public Failed {
      leftBehind = List.copyOf(leftBehind);
    }

    @Override
    public boolean isFinal() {
      return true;
    }
  }

  /** The request cannot be worked on; nothing was created. All that is wrong is listed. */
  record Rejected(List<Problem> problems) implements EventData {
    public Rejected {
      problems = List.copyOf(problems);
    }

    @Override
    public boolean isFinal() {
      return true;
    }
  }

  /** The job was stopped because somebody asked for it. */
  record Cancelled(Step step, List<String> leftBehind) implements EventData {
    public Cancelled {
      leftBehind = List.copyOf(leftBehind);
    }

    @Override
    public boolean isFinal() {
      return true;
    }
  }
}
