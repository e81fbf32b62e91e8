/**
 * What the adapters share about Azure: settings, credentials, the HTTP pipeline, and the one table
 * that says what an error of Azure's means for a job.
 */
@NullMarked
package io.poolwright.worker.azure;

import org.jspecify.annotations.NullMarked;
