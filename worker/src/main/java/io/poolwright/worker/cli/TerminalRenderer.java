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

  private final PrintStream out;
  private final Palette palette;
  private final int columns;
  private final Meter meter = new Meter();
  private @Nullable StepLine current;
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
      finish(started.step() == Step.ROLL_BACK ? palette.red("✗") : palette.green("✓"), at);
      current = StepLine.begun(started.step(), at);
    } else if (data instanceof EventData.Progressed progress) {
      current = at(progress.step(), at).progressed(progress, meter.read(progress, at));
    } else if (data instanceof EventData.Waiting waiting) {
      current = at(waiting.step(), at).waiting(waiting);
    } else if (data instanceof EventData.Warned warned) {
      warn(warned);
    } else if (data.isFinal()) {
      end(data, at);
    }
  }

  /** Events may come more than once or too late: the step is what the last one says. */
  private StepLine at(Step step, Instant now) {
    return current != null && current.step() == step ? current : StepLine.begun(step, now);
  }

  @Override
  public void tick(Instant now) {
    if (current != null) {
      frame = (frame + 1) % SPINNER.size();
      String mark = palette.cyan(SPINNER.get(frame));
      out.print(ERASE_LINE + current.drawn(mark, palette, columns, now));
      out.flush();
    }
  }

  @Override
  public void clear() {
    out.print(ERASE_LINE);
    out.flush();
  }

  private void finish(String mark, Instant at) {
    if (current != null) {
      out.println(ERASE_LINE + current.ended(mark, palette, columns, at));
      current = null;
    }
  }

  /** Stays above the line that moves. */
  private void warn(EventData.Warned warned) {
    List<String> lines = EventText.warning(warned);
    out.println(ERASE_LINE + "  " + palette.yellow("! " + lines.get(0)));
    lines.subList(1, lines.size()).forEach(line -> out.println("  " + line));
    out.flush();
  }

  private void end(EventData data, Instant at) {
    boolean done = data instanceof EventData.Succeeded;
    finish(done ? palette.green("✓") : palette.red("✗"), at);
    List<String> lines = EventText.outcome(data);
    Duration took = Duration.between(first == null ? at : first, at);
    String headline = "%s after %s".formatted(lines.get(0), TimeText.span(took));
    out.println();
    out.println(palette.bold(done ? palette.green(headline) : palette.red(headline)));
    lines.subList(1, lines.size()).forEach(out::println);
    out.flush();
  }
}
