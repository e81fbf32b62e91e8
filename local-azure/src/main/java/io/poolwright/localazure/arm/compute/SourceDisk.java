package io.poolwright.localazure.arm.compute;

import java.nio.ByteBuffer;

/**
 * A blob that an image version is to be made from.
 *
 * @param length in bytes
 * @param blobType PageBlob, BlockBlob or AppendBlob
 * @param footer the last 512 bytes, or fewer if the blob is shorter
 */
public record SourceDisk(long length, String blobType, ByteBuffer footer) {}
