/**
 * The job document: what a job looks like as bytes, in any store.
 *
 * <p>Version 1 is read for ever; golden files in the tests hold one document of each state.
 */
@NullMarked
package io.poolwright.worker.document;

import org.jspecify.annotations.NullMarked;
