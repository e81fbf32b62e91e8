package io.poolwright.worker.cli;

import io.poolwright.contracts.EventData;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast a step goes on and how long it will still take, by an average of what was seen that
 * forgets the past slowly. What was done before the first look says nothing: zeros count as copied
 * at once.
 */
final class Meter {
  /** After so long, what was seen counts for little more than a third. */
  private static final double MEMORY_SECONDS = 15;

  private static final double SHORTEST_SECONDS = 0.1;

  private EventData.@Nullable Progressed last;
  private Instant lastAt = Instant.EPOCH;
  private double perSecond;

  /** {@code 12.0 of 48.0 MiB 31.4 MiB/s 1.1 s left}; what is not known yet is left out. */
  String read(EventData.Progressed progress, Instant at) {
    take(progress, at);
    return Stream.of(EventText.amount(progress), rate(progress), left(progress))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("  "));
  }

  private void take(EventData.Progressed progress, Instant at) {
    double seconds = Duration.between(lastAt, at).toMillis() / 1000.0;
    if (last == null || last.step() != progress.step() || last.done() > progress.done()) {
      perSecond = 0;
    } else if (seconds > 0) {
      double now = (progress.done() - last.done()) / seconds;
      double weight = perSecond == 0 ? 1 : 1 - Math.exp(-seconds / MEMORY_SECONDS);
      perSecond += weight * (now - perSecond);
    }
    last = progress;
    lastAt = at;
  }

  private String rate(EventData.Progressed progress) {
    return perSecond <= 0 || !progress.unit().equals("bytes")
        ? ""
        : SizeText.of(Math.round(perSecond)) + "/s";
  }

  /** Nodes come when they come. */
  private String left(EventData.Progressed progress) {
    if (perSecond <= 0 || progress.unit().equals("nodes")) {
      return "";
    }
    double seconds = (progress.total() - progress.done()) / perSecond;
    return seconds < SHORTEST_SECONDS
        ? ""
        : TimeText.span(Duration.ofMillis(Math.round(seconds * 1000))) + " left";
  }
}
