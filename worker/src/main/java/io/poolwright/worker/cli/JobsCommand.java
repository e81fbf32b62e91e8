package io.poolwright.worker.cli;

import io.poolwright.worker.blob.JobFilter;
import io.poolwright.worker.blob.JobRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poolwright jobs}. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the jobs, the newest first.",
    footer = {
      "",
      "Examples:",
      "  poolwright jobs --state running",
      "  poolwright jobs --state failed,rejected --since 7d --output json"
    })
final class JobsCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "Only those in these states: ${COMPLETION-CANDIDATES}.")
  private List<StateChoice> states = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Only those accepted since then: " + Since.FORM + ".")
  private @Nullable String since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many (${DEFAULT-VALUE}).",
      defaultValue = "50")
  private int limit;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final Desk desk;

  JobsCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw CommandFailed.wrong("--limit must be at least 1.");
    }
    Instant now = context.clock().instant();
    Instant from = since == null ? Instant.EPOCH : Since.read(since, now);
    var filter = new JobFilter(StateChoice.labels(states), from, limit);
    show(desk.records().newest(filter, now), now);
    return Exit.DONE.code();
  }

  private void show(JobRecords.Page page, Instant now) {
    Screen screen = context.screen();
    if (output.isJson()) {
      page.jobs().forEach(job -> screen.out().println(JobJson.line(new JobView(job))));
    } else if (!page.jobs().isEmpty()) {
      JobTable.on(screen, now).show(page.jobs());
    }
    if (page.jobs().isEmpty()) {
      screen.err().println("There are no such jobs.");
    }
    if (page.more()) {
      screen.err().println("There are more: see them with --limit or --state.");
    }
    if (!page.unreadable().isEmpty()) {
      screen.err().println("Documents that cannot be read were left out: " + page.unreadable());
    }
  }
}
