package io.poolwright.worker.steps;

import io.poolwright.worker.job.CopyRoute;
import org.jspecify.annotations.Nullable;

/**
 * The staged copy, as HEAD shows it.
 *
 * @param etag changes with every write to it
 * @param complete whether everything was copied and verified
 * @param owner the job that began it, or null if Poolwright did not
 * @param route by which engine it is copied, if it is not the first choice
 * @param pending how many bytes are there of what the service copies by itself at the moment, or
 *     null if it does not
 */
public record StagedVhd(
    long length,
    String etag,
    boolean complete,
    @Nullable String owner,
    @Nullable CopyRoute route,
    @Nullable Long pending) {}
