package io.poolwright.localazure.arm;

/**
 * A blob's outside.
 *
 * @param length in bytes
 * @param blobType as storage says it: PageBlob, BlockBlob or AppendBlob
 */
public record Vhd(long length, String blobType) {}
