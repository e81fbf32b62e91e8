package io.poolwright.worker.steps;

import io.poolwright.contracts.HyperVGeneration;
import java.util.Set;

/**
 * A VM size as Batch offers it.
 *
 * @param cores vCPUs, which quota counts
 * @param family the quota's family, {@code standardDSv3Family}
 * @param generations of the images that it boots; empty if Azure does not say
 */
public record VmSize(String name, int cores, String family, Set<HyperVGeneration> generations) {
  public VmSize {
    generations = Set.copyOf(generations);
  }
}
