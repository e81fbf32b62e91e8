package io.poolwright.worker.job;

import java.time.Duration;

/**
 * The numbers that decisions rest on.
 *
 * @param polling for copies of others, publication, replication and allocation
 * @param quotaPause how long to wait before asking again for nodes that quota refused
 * @param secondSweepAfter longer than any worker can stall in the middle of a call
 * @param stalledAfter how long a copy may stand still before it is begun anew
 */
public record Policies(
    Backoff backoff,
    Polling polling,
    Duration quotaPause,
    Duration secondSweepAfter,
    Duration stalledAfter) {}
