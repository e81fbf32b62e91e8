package io.poolwright.localazure.arm.core;

import java.util.List;
import java.util.Optional;

/** The declared virtual machine sizes. */
public record VmSizes(List<VmSize> all) {
  public VmSizes {
    all = List.copyOf(all);
  }

  /** A size by name, in any letter case: Batch's clients write STANDARD_D2S_V3. */
  public Optional<VmSize> find(String name) {
    return all.stream().filter(size -> size.name().equalsIgnoreCase(name)).findFirst();
  }
}
