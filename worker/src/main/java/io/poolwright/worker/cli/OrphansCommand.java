package io.poolwright.worker.cli;

import io.poolwright.worker.app.ClearUp;
import io.poolwright.worker.inventory.Clearance;
import io.poolwright.worker.inventory.Orphan;
import io.poolwright.worker.job.CallFailed;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poolwright orphans}. */
@Command(
    name = "orphans",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds what nobody owns any more, and deletes it if asked to.",
      "Looks at pools, image versions, staged VHDs and claims that bear Poolwright's mark, in the"
          + " places that the newest jobs name, and never at anything else. What a job made that"
          + " succeeded or was to keep its work is no orphan, nor is an image that a pool boots"
          + " from."
    })
final class OrphansCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--older-than",
      paramLabel = "SPAN",
      description = "Only what was made or changed so long ago: 30m, 2h or 7d (${DEFAULT-VALUE}).",
      defaultValue = "1h")
  private String olderThan = "";

  @Option(names = "--delete", description = "Delete them, after another look at each.")
  private boolean delete;

  @Option(
      names = "--unknown",
      description =
          "With --delete: also those whose job nobody here knows. Make sure that it is no job of"
              + " another installation.")
  private boolean unknown;

  @Option(names = "--yes", description = "With --delete: do not ask.")
  private boolean yes;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final Desk desk;

  OrphansCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    Instant now = context.clock().instant();
    Instant before = Since.read("--older-than", olderThan, now);
    ClearUp clearUp = ClearUp.of(desk.ofWorker(), Footprint.of(desk, now));
    List<Orphan> found = clearUp.orphans().find(before);
    var lines = new OrphanLines(context.screen(), output, now);
    if (!delete || !output.isJson()) {
      lines.show(found);
    }
    List<Orphan> doomed = found.stream().filter(this::isDoomed).toList();
    if (!delete || doomed.isEmpty()) {
      return Exit.DONE.code();
    }
    requireYes(doomed.size());
    long failed = doomed.stream().filter(orphan -> !delete(orphan, clearUp, lines)).count();
    return (failed == 0 ? Exit.DONE : Exit.UNREACHABLE).code();
  }

  private boolean isDoomed(Orphan orphan) {
    return unknown || orphan.reason() == Orphan.Reason.JOB_ENDED;
  }

  private void requireYes(int count) {
    if (yes) {
      return;
    }
    if (!context.interactive()) {
      throw CommandFailed.wrong("--delete needs --yes where nobody can be asked.");
    }
    String answer = new Interview(context).ask("Delete " + count + " of them? Type yes");
    if (!answer.strip().equals("yes")) {
      throw CommandFailed.wrong("Nothing was deleted.");
    }
  }

  /** One that cannot be deleted keeps none of the others. */
  private boolean delete(Orphan orphan, ClearUp clearUp, OrphanLines lines) {
    try {
      Clearance.Outcome outcome = clearUp.clearance().delete(orphan);
      lines.done(orphan, outcome);
      return outcome != Clearance.Outcome.BUSY;
    } catch (CallFailed e) {
      context.screen().err().printf("%s: %s%n", orphan.thing().name(), e.getMessage());
      return false;
    }
  }
}
