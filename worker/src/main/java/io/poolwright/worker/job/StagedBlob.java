package io.poolwright.worker.job;

import io.poolwright.contracts.ArmId;
import java.net.URI;

/**
 * The page blob that a VHD is copied to before it is published.
 *
 * @param url {@code https://{account}/images/{digest}.vhd}
 * @param account the ARM id of its storage account, which Compute wants to see
 */
public record StagedBlob(URI url, ArmId account) {}
