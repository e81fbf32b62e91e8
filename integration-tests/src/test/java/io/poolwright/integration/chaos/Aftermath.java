package io.poolwright.integration.chaos;

import io.poolwright.worker.job.Job;
import java.util.List;
import java.util.Map;

/**
 * Everything that can be seen from outside when it is over.
 *
 * @param jobs the stored documents by job id
 * @param spoiltCopies staged VHDs that differ from their source
 */
record Aftermath(Map<String, Job> jobs, Post post, Stock stock, List<String> spoiltCopies) {}
