package io.poolwright.worker.cli;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Problem;
import io.poolwright.worker.job.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Events in words. */
final class EventText {
  private EventText() {}

  /** How a job ended, on as many lines as it takes. */
  static List<String> outcome(EventData data) {
    if (data instanceof EventData.Succeeded done) {
      return succeeded(done);
    }
    if (data instanceof EventData.Failed failed) {
      var lines = new ArrayList<String>();
      lines.add(
          "failed in %s: %s (%s)"
              .formatted(failed.step().wireName(), failed.reason(), failed.code()));
      lines.addAll(leftBehind(failed.leftBehind()));
      return lines;
    }
    if (data instanceof EventData.Rejected rejected) {
      var lines = new ArrayList<String>();
      lines.add("rejected; nothing was created");
      lines.addAll(problems(rejected.problems()));
      return lines;
    }
    if (data instanceof EventData.Cancelled cancelled) {
      var lines = new ArrayList<String>();
      lines.add("cancelled in " + cancelled.step().wireName());
      lines.addAll(leftBehind(cancelled.leftBehind()));
      return lines;
    }
    throw new IllegalArgumentException("not the end of a job: " + data.getClass());
  }

  private static List<String> succeeded(EventData.Succeeded done) {
    var lines = new ArrayList<String>();
    lines.add("succeeded; pool " + done.pool().name() + " is steady");
    lines.add("  image version " + done.imageVersion());
    if (done.stagedVhd() != null) {
      lines.add("  staged VHD    " + done.stagedVhd());
    }
    return lines;
  }

  private static List<String> leftBehind(List<String> things) {
    var lines = new ArrayList<String>();
    lines.add(things.isEmpty() ? "  nothing was left behind" : "  left behind:");
    things.forEach(thing -> lines.add("    " + thing));
    return lines;
  }

  /** What may hold a job up, on as many lines as it takes. */
  static List<String> warning(EventData.Warned warned) {
    var lines = new ArrayList<String>();
    int warnings = warned.warnings().size();
    lines.add(warnings == 1 ? "1 warning" : warnings + " warnings");
    lines.addAll(problems(warned.warnings()));
    return lines;
  }

  /** Where, what, and how to mend it. */
  static List<String> problems(List<Problem> problems) {
    var lines = new ArrayList<String>();
    for (Problem problem : problems) {
      lines.add("  " + (problem.pointer().isEmpty() ? "(whole request)" : problem.pointer()));
      lines.add("    " + problem.problem());
      lines.add("    → " + problem.remedy());
    }
    return lines;
  }

  /** {@code 12.0 of 48.0 MiB}, {@code 1 of 2 nodes}, or {@code 40 %}. */
  static String amount(EventData.Progressed progress) {
    return switch (progress.unit()) {
      case "bytes" -> SizeText.part(progress.done(), progress.total());
      case "percent" -> "%.0f %%".formatted(100 * fraction(progress));
      default -> "%d of %d %s".formatted(progress.done(), progress.total(), progress.unit());
    };
  }

  /** {@code 48.0 MiB} or {@code 2 nodes}, of what is done; empty if there is nothing to say. */
  static String total(EventData.Progressed progress) {
    return switch (progress.unit()) {
      case "bytes" -> SizeText.of(progress.total());
      case "percent" -> "";
      default -> progress.total() + " " + progress.unit();
    };
  }

  /** {@code 2 attempts failed, ServerBusy: HTTP 503}. */
  static String reason(EventData.Waiting wait, Timeline.Entry entry) {
    String failed = attempts(entry.attempts());
    return failed + (failed.isEmpty() ? "" : ", ") + wait.code() + ": " + wait.reason();
  }

  /** {@code 2 attempts failed}, or nothing if none did. */
  static String attempts(int failed) {
    return switch (failed) {
      case 0 -> "";
      case 1 -> "1 attempt failed";
      default -> failed + " attempts failed";
    };
  }

  /** In [0, 1]; nothing to do is done. */
  static double fraction(EventData.Progressed progress) {
    return progress.total() <= 0
        ? 1
        : Math.min(1, Math.max(0, (double) progress.done() / progress.total()));
  }
}
