package io.poolwright.worker.cli;

import io.poolwright.contracts.ArmId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The web page of a resource.
 *
 * @param origin null if the resources are in no cloud that has a portal
 */
record Portal(@Nullable String origin) {
  /** Each cloud's own, by the host of its Resource Manager. */
  private static final Map<String, String> BY_ARM =
      Map.of(
          "management.azure.com", "https://portal.azure.com",
          "management.usgovcloudapi.net", "https://portal.azure.us",
          "management.chinacloudapi.cn", "https://portal.azure.cn");

  static Portal of(URI armEndpoint) {
    return new Portal(BY_ARM.get(String.valueOf(armEndpoint.getHost())));
  }

  Optional<String> link(ArmId resource) {
    return Optional.ofNullable(origin).map(portal -> portal + "/#@/resource" + resource);
  }
}
