package io.poolwright.localazure.arm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine that is there from the start.
 *
 * @param subscription absent: the first declared one
 * @param osType Linux or Windows
 * @param generation V1 or V2
 * @param osDiskSizeGB default 30
 * @param powerState running (default), stopped or deallocated
 * @param generalized default false
 * @param extensions the names of those that are installed, default none
 */
public record DeclaredMachine(
    @Nullable String subscription,
    String resourceGroup,
    String name,
    String location,
    String vmSize,
    String osType,
    String generation,
    int osDiskSizeGB,
    String powerState,
    boolean generalized,
    List<String> extensions) {
  private static final int DEFAULT_DISK_GB = 30;

  public DeclaredMachine(
      @Nullable String subscription,
      String resourceGroup,
      String name,
      String location,
      String vmSize,
      String osType,
      String generation,
      int osDiskSizeGB,
      @Nullable String powerState,
      boolean generalized,
      @Nullable List<String> extensions) {
    this.subscription = subscription;
    this.resourceGroup = resourceGroup;
    this.name = name;
    this.location = location;
    this.vmSize = vmSize;
    this.osType = osType;
    this.generation = generation;
    this.osDiskSizeGB = osDiskSizeGB == 0 ? DEFAULT_DISK_GB : osDiskSizeGB;
    this.powerState = powerState == null ? "running" : powerState;
    this.generalized = generalized;
    this.extensions = extensions == null ? List.of() : List.copyOf(extensions);
  }
}
