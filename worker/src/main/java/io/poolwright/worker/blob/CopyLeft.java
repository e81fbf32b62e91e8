package io.poolwright.worker.blob;

/**
 * What a copy has to do before it is complete, in bytes.
 *
 * @param data in the source; the rest are zeros, which are not sent
 * @param missing of these at the destination
 */
public record CopyLeft(long data, long missing) {}
