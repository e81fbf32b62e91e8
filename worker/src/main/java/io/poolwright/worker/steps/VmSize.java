package io.poolwright.worker.steps;

import io.poolwright.contracts.HyperVGeneration;
import java.util.Optional;
import java.util.Set;

/**
 * A VM size as Batch offers it.
 *
 * @param cores vCPUs, which quota counts
 * @param family the quota's family, {@code standardDSv3Family}
 * @param generations of the images that it boots; empty if Azure does not say
 * @param capabilities everything that Azure says of it
 */
public record VmSize(
    String name,
    int cores,
    String family,
    Set<HyperVGeneration> generations,
    Features capabilities) {
  public VmSize {
    generations = Set.copyOf(generations);
  }

  /** A size of which no more is known. */
  public VmSize(String name, int cores, String family, Set<HyperVGeneration> generations) {
    this(name, cores, family, generations, Features.NONE);
  }

  /** {@code x64} or {@code Arm64}. */
  Optional<String> architecture() {
    return capabilities.value("CpuArchitectureType");
  }
}
