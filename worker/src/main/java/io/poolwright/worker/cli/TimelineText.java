package io.poolwright.worker.cli;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Step;
import io.poolwright.worker.job.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way of a job, a line for each step and wait, with when it began and how long it took. */
record TimelineText(JobView job, Palette palette, Instant now) {
  private static final String LINE = "%12s  %-21s %12s  %s";

  List<String> lines() {
    if (job.entries().isEmpty()) {
      return List.of("  This job ended before its worker kept a timeline.");
    }
    var lines = new ArrayList<String>();
    for (int i = 0; i < job.entries().size(); i++) {
      line(job.entries().get(i), following(i)).ifPresent(lines::add);
      if (job.entries().get(i).data() instanceof EventData.Warned warned) {
        EventText.problems(warned.warnings())
            .forEach(line -> lines.add(palette.yellow(" ".repeat(14) + line)));
      }
    }
    int omitted = job.job().timeline().omitted();
    if (omitted > 0) {
      lines.add(1, palette.dim(LINE.formatted("", "… " + omitted + " more waits", "", "")));
    }
    return lines.stream().map(String::stripTrailing).toList();
  }

  private List<Timeline.Entry> following(int at) {
    return job.entries().subList(at + 1, job.entries().size());
  }

  private Optional<String> line(Timeline.Entry entry, List<Timeline.Entry> later) {
    EventData data = entry.data();
    if (data instanceof EventData.Progressed) {
      return Optional.empty(); // stands in the line of its step
    }
    if (data instanceof EventData.StepStarted started) {
      Duration took = Duration.between(entry.time(), endOfStep(later));
      return Optional.of(
          line(entry, started.step().wireName(), TimeText.span(took), amount(later)));
    }
    if (data instanceof EventData.Waiting wait) {
      Duration took = Duration.between(entry.time(), endOfWait(wait, later));
      String times = entry.times() > 1 ? " (" + entry.times() + " times)" : "";
      return Optional.of(
          palette.dim(
              line(entry, "  waits" + times, TimeText.span(took), EventText.reason(wait, entry))));
    }
    if (data instanceof EventData.Warned warned) {
      String headline = EventText.warning(warned).get(0);
      return Optional.of(palette.yellow(line(entry, "  " + headline, "", "")));
    }
    String name = data instanceof EventData.Accepted ? "accepted" : job.state();
    return Optional.of(line(entry, name, "", ""));
  }

  private String line(Timeline.Entry entry, String what, String took, String note) {
    Duration since = Duration.between(job.acceptedAt(), entry.time());
    return LINE.formatted(TimeText.span(since), what, took, note);
  }

  private Instant endOfStep(List<Timeline.Entry> later) {
    return later.stream()
        .filter(entry -> endsStep(entry.data()))
        .map(Timeline.Entry::time)
        .findFirst()
        .orElse(now);
  }

  /** A wait is over when something else comes; progress may be made while it lasts, too. */
  private Instant endOfWait(EventData.Waiting wait, List<Timeline.Entry> later) {
    for (Timeline.Entry entry : later) {
      if (!(entry.data() instanceof EventData.Progressed)) {
        return entry.time();
      }
      if (entry.time().isAfter(wait.until())) {
        return wait.until();
      }
    }
    return now;
  }

  private static boolean endsStep(EventData data) {
    return data instanceof EventData.StepStarted || data.isFinal();
  }

  /** How far the step came, or how much it was; of a step that came twice, of the last time. */
  private static String amount(List<Timeline.Entry> later) {
    EventData.Progressed last = null;
    for (Timeline.Entry entry : later) {
      EventData data = entry.data();
      if (data instanceof EventData.Progressed progress) {
        last = progress;
      } else if (endsStep(data)) {
        boolean done = isDoneBy(data);
        return last == null ? "" : done ? EventText.total(last) : EventText.amount(last);
      }
    }
    return last == null ? "" : EventText.amount(last);
  }

  private static boolean isDoneBy(EventData next) {
    return next instanceof EventData.Succeeded
        || (next instanceof EventData.StepStarted started && started.step() != Step.ROLL_BACK);
  }
}
