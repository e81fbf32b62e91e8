package io.poolwright.integration.chaos;

import io.poolwright.contracts.JobEvent;
import java.util.List;

/**
 * What became of all messages.
 *
 * @param events as often as they came
 * @param deadRequests message ids
 * @param deadWakeups message ids
 * @param pending what still lies in the workers' queues
 */
record Post(
    List<JobEvent> events,
    List<String> deadRequests,
    List<String> deadWakeups,
    List<String> pending) {}
