package io.poolwright.worker.blob;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.Slice;
import java.time.Instant;
import java.util.Optional;

/** What goes wrong at a source that has been seen before: it changed, or a failure. */
final class SourceFailures {
  private SourceFailures() {}

  static RuntimeException of(String doing, SourceBlob source, RuntimeException error) {
    return hasChanged(error)
        ? new CopyStopped(new Slice.SourceChanged())
        : failed(doing, source, error);
  }

  /** A failure; one of a SAS that is over says so, by the time that the answer bears. */
  static CallFailed failed(String doing, SourceBlob source, RuntimeException error) {
    Optional<Instant> end = source.sasEnd();
    boolean isOver =
        StorageFailures.isDenied(error)
            && end.isPresent()
            && StorageFailures.answeredAt(error).filter(at -> !at.isBefore(end.get())).isPresent();
    return isOver
        ? new CallFailed(Failure.lasting("SourceSasExpired", over(doing, source, end.get())))
        : StorageFailures.of(doing + " the source " + source, error);
  }

  private static String over(String doing, SourceBlob source, Instant end) {
    return "%s the source %s: its SAS was good until %s. Send the request anew under another job id, with a SAS that outlives the copy"
        .formatted(doing, source, end);
  }

  /** Another ETag than was asked for, or no blob any more. */
  static boolean hasChanged(RuntimeException error) {
    int status = StorageFailures.status(error);
    return status == 412 || (status == 404 && StorageFailures.code(error).equals("BlobNotFound"));
  }
}
