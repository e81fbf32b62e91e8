package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine size.
 *
 * @param family as in quotas, e.g. {@code standardDSv3Family}
 * @param generations Hyper-V generations it boots: V1, V2
 * @param locations where it is offered; absent: everywhere
 * @param architecture of its processors: x64, the default, or Arm64
 * @param capabilities more of them, by Azure's names
 */
public record VmSize(
    String name,
    String family,
    int cores,
    double memoryGB,
    List<String> generations,
    List<String> locations,
    String architecture,
    Map<String, String> capabilities) {

  public VmSize(
      String name,
      String family,
      int cores,
      double memoryGB,
      @Nullable List<String> generations,
      @Nullable List<String> locations,
      @Nullable String architecture,
      @Nullable Map<String, String> capabilities) {
    this.name = name;
    this.family = family;
    this.cores = cores;
    this.memoryGB = memoryGB;
    this.generations = generations == null ? List.of("V1", "V2") : List.copyOf(generations);
    this.locations = locations == null ? List.of() : List.copyOf(locations);
    this.architecture = architecture == null ? "x64" : architecture;
    this.capabilities = capabilities == null ? Map.of() : Map.copyOf(capabilities);
  }

  /** What Batch and Compute say of it, as they write it: names and values. */
  public List<ObjectNode> capabilitiesJson() {
    Map<String, String> all = new TreeMap<>(capabilities);
    all.put("vCPUs", Integer.toString(cores));
    all.put("MemoryGB", Double.toString(memoryGB));
    all.put("HyperVGenerations", String.join(",", generations));
    all.put("CpuArchitectureType", architecture);
    return all.entrySet().stream()
        .map(one -> Json.object("name", one.getKey(), "value", one.getValue()))
        .toList();
  }

  public boolean offeredIn(String location) {
    return locations.isEmpty() || locations.stream().anyMatch(l -> Region.same(l, location));
  }
}
