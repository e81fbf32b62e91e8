package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For logs and pipes: a line per event, with the seconds since the first one. */
final class PlainRenderer implements EventRenderer {
  private final PrintStream out;
  private final Meter meter = new Meter();
  private @Nullable Instant first;

  PlainRenderer(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(CloudEvent event, JobEvent known) {
    if (first == null) {
      first = known.time();
    }
    String at = TimeText.span(Duration.between(first, known.time()));
    out.printf("%10s  %s%n", at, text(known.data(), known.time()));
    out.flush();
  }

  private String text(EventData data, Instant at) {
    if (data instanceof EventData.Accepted accepted) {
      return "accepted: pool %s, until %s"
          .formatted(accepted.pool().name(), TimeText.time(accepted.deadline()));
    }
    if (data instanceof EventData.StepStarted started) {
      return started.step().wireName();
    }
    if (data instanceof EventData.Progressed progress) {
      return "%s: %s".formatted(progress.step().wireName(), meter.read(progress, at));
    }
    if (data instanceof EventData.Waiting waiting) {
      return "%s waits: %s (%s)"
          .formatted(waiting.step().wireName(), waiting.reason(), waiting.code());
    }
    if (data instanceof EventData.Warned warned) {
      return lines(EventText.warning(warned));
    }
    return lines(EventText.outcome(data));
  }

  private static String lines(List<String> lines) {
    return String.join(System.lineSeparator() + " ".repeat(12), lines);
  }
}
