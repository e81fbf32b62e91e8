/**
 * Blob Storage behind the worker's ports: job documents, and the copies of VHDs.
 *
 * <p>A copy moves page range by page range with Put Page From URL: the service moves the bytes, the
 * page ranges of the destination are the journal, and whoever finds a copy half done sends what is
 * missing. What is thrown from here never shows a SAS, a key or a token.
 */
@NullMarked
package io.poolwright.worker.blob;

import org.jspecify.annotations.NullMarked;
