package io.poolwright.localazure.storage;

import org.jspecify.annotations.Nullable;

/**
 * What Get Blob Properties says.
 *
 * @param type {@code PageBlob}, {@code BlockBlob} or {@code AppendBlob}
 * @param length in bytes
 * @param etag with its quotes
 * @param copyStatus {@code pending}, {@code success}, {@code aborted} or {@code failed}; null when
 *     the blob is no copy
 */
public record BlobInfo(String type, long length, String etag, @Nullable String copyStatus) {}
