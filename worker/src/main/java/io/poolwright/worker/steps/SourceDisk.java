package io.poolwright.worker.steps;

import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The disk that an image is made of: a VM's, or a managed image's.
 *
 * @param location region, in Azure's short form
 * @param generation null where Azure does not say
 * @param encrypted whether Azure Disk Encryption is on, which Batch cannot boot
 * @param stamp differs between this disk and any that had the same ARM id before; stable
 * @param madeAt when the resource was made, or null where Azure does not say
 */
public record SourceDisk(
    String location,
    OsType osType,
    @Nullable HyperVGeneration generation,
    boolean generalized,
    boolean encrypted,
    String stamp,
    @Nullable Instant madeAt) {}
