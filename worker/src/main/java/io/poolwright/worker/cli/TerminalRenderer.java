package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Step;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For people: a line per step, the last of which is drawn again in place while it moves. */
final class TerminalRenderer implements EventRenderer {
  private static final String ERASE_LINE = "\r\u001b[2K";
  private static final List<String> SPINNER =
      List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏");
  private static final int BAR = 24;

  /** What is being done; its detail changes until the next step begins. */
  private record Current(Step step, Instant since, String detail, long done, Instant doneAt) {
    static Current begun(Step step, Instant now) {
      return new Current(step, now, "", 0, now);
    }

    Current progressed(EventData.Progressed progress, Instant now) {
      String rate = EventText.rate(progress, done, Duration.between(doneAt, now));
      String text = bar(progress) + "  " + EventText.amount(progress) + "  " + rate;
      return new Current(step, since, text.stripTrailing(), progress.done(), now);
    }

    Current waiting(EventData.Waiting waiting) {
      return new Current(step, since, waiting.reason(), done, doneAt);
    }
  }

  private final PrintStream out;
  private final Palette palette;
  private final int columns;
  private @Nullable Current current;
  private @Nullable Instant first;
  private int frame;

  TerminalRenderer(PrintStream out, Palette palette, int columns) {
    this.out = out;
    this.palette = palette;
    this.columns = columns;
  }

  @Override
  public void show(CloudEvent event, JobEvent known) {
    EventData data = known.data();
    Instant at = known.time();
    first = first == null ? at : first;
    if (data instanceof EventData.StepStarted started) {
      finish(palette.green("✓"), at);
      current = Current.begun(started.step(), at);
    } else if (data instanceof EventData.Progressed progress) {
      current = at(progress.step(), at).progressed(progress, at);
    } else if (data instanceof EventData.Waiting waiting) {
      current = at(waiting.step(), at).waiting(waiting);
    } else if (data.isFinal()) {
      end(data, at);
    }
    tick(at);
  }

  /** Events may come more than once or too late: the step is what the last one says. */
  private Current at(Step step, Instant now) {
    return current != null && current.step() == step ? current : Current.begun(step, now);
  }

  @Override
  public void tick(Instant now) {
    if (current != null) {
      frame = (frame + 1) % SPINNER.size();
      out.print(
          ERASE_LINE + line(palette.cyan(SPINNER.get(frame)), current, current.detail(), now));
      out.flush();
    }
  }

  private void finish(String mark, Instant at) {
    if (current != null) {
      out.println(ERASE_LINE + line(mark, current, "", at));
      current = null;
    }
  }

  private void end(EventData data, Instant at) {
    boolean done = data instanceof EventData.Succeeded;
    finish(done ? palette.green("✓") : palette.red("✗"), at);
    List<String> lines = EventText.outcome(data);
    String headline =
        "%s after %s".formatted(lines.get(0), TimeText.span(Duration.between(start(at), at)));
    out.println();
    out.println(palette.bold(done ? palette.green(headline) : palette.red(headline)));
    lines.subList(1, lines.size()).forEach(out::println);
    out.flush();
  }

  private Instant start(Instant otherwise) {
    return first == null ? otherwise : first;
  }

  private String line(String mark, Current at, String detail, Instant now) {
    String time = TimeText.span(Duration.between(at.since(), now));
    String head = "%-16s %8s".formatted(at.step().wireName(), time);
    int room = Math.max(0, columns - head.length() - 7);
    String cut = detail.length() <= room ? detail : detail.substring(0, room);
    return "  " + mark + " " + head + "  " + palette.dim(cut);
  }

  private static String bar(EventData.Progressed progress) {
    double fraction = EventText.fraction(progress);
    int full = (int) Math.round(fraction * BAR);
    return "█".repeat(full) + "░".repeat(BAR - full);
  }
}
