package io.poolwright.worker.steps;

/**
 * A VM size as Batch offers it.
 *
 * @param cores vCPUs, which quota counts
 * @param family the quota's family, {@code standardDSv3Family}
 */
public record VmSize(String name, int cores, String family) {}
