package io.poolwright.worker.steps;

import java.util.List;

/**
 * A VM that an image is to be captured from.
 *
 * @param extensions the names of those that are installed; Batch refuses an image that has any
 */
public record SourceMachine(SourceDisk disk, Power power, List<String> extensions) {
  /** Azure's {@code PowerState}, as far as it matters: stopped is not deallocated. */
  public enum Power {
    RUNNING,
    DEALLOCATING,
    DEALLOCATED
  }

  public SourceMachine {
    extensions = List.copyOf(extensions);
  }
}
