package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft.Compute's long-running operations: {@code Azure-AsyncOperation} tells the state, {@code
 * Location} (the same address with {@code monitor=true}) answers 202 until it is over.
 */
public final class Operations {
  private static final String TEMPLATE =
      "subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/operations/{operation}";
  private static final Duration KEPT = Duration.ofHours(1);

  private final Shelf<Operation> operations;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public Operations(State state, Clock clock, Supplier<UUID> ids) {
    this.operations = new Shelf<>("operations", Operation.class, state);
    this.clock = clock;
    this.ids = ids;
  }

  public void serve(Routes routes) {
    routes.add("GET", TEMPLATE, this::get);
  }

  /** Starts an operation and adds its headers to the answer. */
  public ArmResponse start(
      ArmRequest request,
      String location,
      Instant endTime,
      Operation.@Nullable Failure failure,
      ArmResponse answer) {
    forgetOld();
    ResourceId id =
        new ResourceId(
            "/subscriptions/"
                + request.name("subscription")
                + "/providers/Microsoft.Compute/locations/"
                + Region.normal(location)
                + "/operations/"
                + ids.get());
    operations.put(id, new Operation(id, clock.instant(), endTime, failure));
    ArmResponse started =
        answer
            .with("Azure-AsyncOperation", request.link(id.text()))
            .with("Azure-AsyncNotification", "Enabled")
            .with("Retry-After", "1");
    return answer.status() == 202
        ? started.with("Location", request.link(id.text() + "?monitor=true"))
        : started;
  }

  private ArmResponse get(ArmRequest request) {
    Operation operation =
        operations
            .get(request.id())
            .orElseThrow(
                () ->
                    ArmException.of(
                        404,
                        "OperationNotFound",
                        "The operation '" + request.name("operation") + "' was not found."));
    Instant now = clock.instant();
    boolean running = now.isBefore(operation.endTime());
    if (request.query("monitor").isPresent()) {
      return monitor(request, operation, running);
    }
    ObjectNode body =
        Json.object(
            "startTime", operation.startTime(),
            "endTime", running ? null : operation.endTime(),
            "status", operation.status(now),
            "error", running ? null : operation.failure(),
            "name", operation.id().name());
    ArmResponse answer = ArmResponse.ok(body);
    return running ? answer.with("Retry-After", "1") : answer;
  }

  private static ArmResponse monitor(ArmRequest request, Operation operation, boolean running) {
    if (running) {
      return ArmResponse.empty(202)
          .with("Location", request.link(operation.id() + "?monitor=true"))
          .with("Retry-After", "1");
    }
    Operation.Failure failure = operation.failure();
    if (failure != null) {
      throw ArmException.of(409, failure.code(), failure.message());
    }
    return ArmResponse.empty(200);
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(KEPT);
    for (Operation operation : operations.all()) {
      if (operation.endTime().isBefore(oldest)) {
        operations.remove(operation.id());
      }
    }
  }
}
