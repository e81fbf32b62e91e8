package io.poolwright.localazure.arm.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine size.
 *
 * @param family as in quotas, e.g. {@code standardDSv3Family}
 * @param generations Hyper-V generations it boots: V1, V2
 * @param locations where it is offered; absent: everywhere
 */
public record VmSize(
    String name,
    String family,
    int cores,
    double memoryGB,
    List<String> generations,
    List<String> locations) {

  public VmSize(
      String name,
      String family,
      int cores,
      double memoryGB,
      @Nullable List<String> generations,
      @Nullable List<String> locations) {
    this.name = name;
    this.family = family;
    this.cores = cores;
    this.memoryGB = memoryGB;
    this.generations = generations == null ? List.of("V1", "V2") : List.copyOf(generations);
    this.locations = locations == null ? List.of() : List.copyOf(locations);
  }

  public boolean offeredIn(String location) {
    return locations.isEmpty() || locations.stream().anyMatch(l -> Region.same(l, location));
  }
}
