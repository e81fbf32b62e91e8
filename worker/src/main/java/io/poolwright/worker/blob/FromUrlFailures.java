package io.poolwright.worker.blob;

import com.azure.storage.blob.BlobClient;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.steps.Slice;
import java.util.Set;

/**
 * What a service says that was to read a source by its address: a reason to stop the slice, to take
 * another engine, or a failure.
 */
final class FromUrlFailures {
  private static final Set<Integer> GONE = Set.of(404, 412);
  private static final Set<Integer> REFUSED = Set.of(400, 405, 501);

  /** The source's network rules let the worker in, who has read its ranges, and not the service. */
  private static final Set<String> SHUT_OUT =
      Set.of("AuthorizationFailure", "AuthorizationSourceIPMismatch");

  private static final String UNVERIFIED = "CannotVerifyCopySource";

  private FromUrlFailures() {}

  /**
   * Explains an error.
   *
   * @param operation as Azure calls it
   * @param refused the code if the service does not have the operation
   */
  static RuntimeException of(
      String operation,
      String refused,
      SourceBlob source,
      BlobClient staged,
      RuntimeException error) {
    String code = StorageFailures.code(error);
    int sourceStatus = StorageFailures.sourceStatus(error);
    if (GONE.contains(sourceStatus) || code.equals("SourceConditionNotMet")) {
      return new CopyStopped(new Slice.SourceChanged());
    }
    if (sourceStatus != 0 || code.equals(UNVERIFIED)) {
      return atSource(operation, source, error);
    }
    if (REFUSED.contains(StorageFailures.status(error))) {
      String why = StorageFailures.of(operation + " from " + source, error).failure().detail();
      return new EngineRefused(refused, why + ". The destination's service does not take it");
    }
    return StagedFailures.of("writing to", staged, error);
  }

  private static RuntimeException atSource(
      String operation, SourceBlob source, RuntimeException error) {
    CallFailed failed = SourceFailures.failed(operation + " from", source, error);
    boolean isBarred =
        SHUT_OUT.contains(StorageFailures.code(error))
            || (StorageFailures.sourceStatus(error) == 0 && StorageFailures.status(error) < 500);
    return isBarred ? unreachable(failed) : failed;
  }

  /** A service that has not got through to the source for several tries, or may not. */
  static EngineRefused unreachable(CallFailed failed) {
    return new EngineRefused(
        EngineChoice.UNREACHABLE,
        failed.failure().detail() + ". The destination's service cannot reach the source");
  }

  /** Whether a failure that outlived its repetitions is of a service that did not get through. */
  static boolean isUnverified(CallFailed failed) {
    return failed.failure().code().equals(UNVERIFIED);
  }
}
