package io.poolwright.worker.steps;

import java.util.Map;
import java.util.Optional;

/**
 * Where the nodes of a pool will be, and what they may be.
 *
 * @param region of the Batch account, in Azure's short form
 * @param sizes those that Batch offers, by the pointer to what names them
 */
record Nodes(String region, Map<String, VmSize> sizes) {
  static final String VM_SIZE = "/pool/properties/vmSize";

  Nodes {
    sizes = Map.copyOf(sizes);
  }

  /** Of the size that the pool asks for first. */
  Optional<String> architecture() {
    return Optional.ofNullable(sizes.get(VM_SIZE)).flatMap(VmSize::architecture);
  }
}
