package io.poolwright.worker.steps;

import org.jspecify.annotations.Nullable;

/**
 * The staged copy, as HEAD shows it.
 *
 * @param etag changes with every write to it
 * @param complete whether everything was copied and verified
 * @param owner the job that began it, or null if Poolwright did not
 */
public record StagedVhd(long length, String etag, boolean complete, @Nullable String owner) {}
