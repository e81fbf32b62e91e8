package io.poolwright.worker.job;

import java.time.Instant;

/**
 * How far a copy was when it was last seen to move.
 *
 * @param copied in bytes
 * @param since when that was seen first
 */
public record CopyPulse(long copied, Instant since) {}
