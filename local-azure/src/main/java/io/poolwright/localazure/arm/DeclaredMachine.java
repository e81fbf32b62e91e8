package io.poolwright.localazure.arm;

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
    boolean generalized) {
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
      boolean generalized) {
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
  }
}
