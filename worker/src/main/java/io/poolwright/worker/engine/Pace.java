package io.poolwright.worker.engine;

import java.time.Duration;

/**
 * How the engine divides its time.
 *
 * @param defaultDeadline counts from acceptance, for requests that name none
 * @param slice how long one delivery may copy
 * @param callTimeout the longest that one write to Azure can take; none is begun with less than
 *     this left of the message's lock
 */
public record Pace(Duration defaultDeadline, Duration slice, Duration callTimeout) {}
