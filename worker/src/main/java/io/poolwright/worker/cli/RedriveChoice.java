package io.poolwright.worker.cli;

import io.poolwright.worker.servicebus.DeadLetter;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters to send once more: exactly one of these says so. */
final class RedriveChoice {
  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The one with this id, as dead-letters lists it.")
  private @Nullable String id;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "All with this reason, such as NotJson.")
  private @Nullable String reason;

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  /** Whether one was named, so that it has to be there. */
  boolean isOne() {
    return id != null;
  }

  Predicate<DeadLetter> filter() {
    if (id != null) {
      return letter -> letter.id().equals(id);
    }
    return reason != null ? letter -> letter.reason().equals(reason) : letter -> all;
  }
}
