package io.poolwright.worker.blob;

import io.poolwright.worker.steps.Slice;

/** What goes wrong at a source that has been seen before: it changed, or a failure. */
final class SourceFailures {
  private SourceFailures() {}

  static RuntimeException of(String doing, SourceBlob source, RuntimeException error) {
    return hasChanged(error)
        ? new CopyStopped(new Slice.SourceChanged())
        : StorageFailures.of(doing + " the source " + source, error);
  }

  /** Another ETag than was asked for, or no blob any more. */
  static boolean hasChanged(RuntimeException error) {
    int status = StorageFailures.status(error);
    return status == 412 || (status == 404 && StorageFailures.code(error).equals("BlobNotFound"));
  }
}
