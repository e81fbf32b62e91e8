package io.poolwright.worker.steps;

import java.time.Instant;

/**
 * The source blob, as HEAD shows it.
 *
 * @param pageBlob whether it is one; only a page blob can be a disk
 * @param length in bytes
 */
public record SourceVhd(boolean pageBlob, long length, String etag, Instant lastModified) {}
