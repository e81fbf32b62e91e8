package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;

/**
 * What a failed send costs a job. Only a message that is too large will never pass; all else is
 * mended by time or by an operator, and the job must not end of it.
 */
final class SendFailures {
  private SendFailures() {}

  static CallFailed of(String entity, RuntimeException cause) {
    return new CallFailed(failure(entity, cause), cause);
  }

  static CallFailed tooLarge(String entity, String what) {
    return new CallFailed(
        Failure.lasting(
            "ServiceBusMessageTooLarge",
            "%s is larger than %s takes; its tier decides how much that is"
                .formatted(what, entity)));
  }

  private static Failure failure(String entity, RuntimeException cause) {
    if (!(cause instanceof ServiceBusException broker)) {
      return Failure.passing(
          "ServiceBusUnavailable",
          "sending to %s failed with %s".formatted(entity, cause.getClass().getSimpleName()));
    }
    ServiceBusFailureReason reason = broker.getReason();
    String detail = "sending to %s failed: %s".formatted(entity, reason);
    if (ServiceBusFailureReason.MESSAGE_SIZE_EXCEEDED.equals(reason)) {
      return Failure.lasting("ServiceBusMessageTooLarge", detail);
    }
    if (ServiceBusFailureReason.SERVICE_BUSY.equals(reason)) {
      return Failure.deferred("ServiceBusBusy", detail, null);
    }
    if (ServiceBusFailureReason.QUOTA_EXCEEDED.equals(reason)) {
      return Failure.deferred(
          "ServiceBusEntityFull", detail + "; drain it or raise its size", null);
    }
    if (ServiceBusFailureReason.UNAUTHORIZED.equals(reason)) {
      return Failure.deferred(
          "ServiceBusUnauthorized", detail + "; grant Azure Service Bus Data Sender on it", null);
    }
    if (ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND.equals(reason)
        || ServiceBusFailureReason.MESSAGING_ENTITY_DISABLED.equals(reason)) {
      return Failure.deferred(
          "ServiceBusEntityUnavailable", detail + "; create or enable it", null);
    }
    return Failure.passing("ServiceBusUnavailable", detail);
  }
}
