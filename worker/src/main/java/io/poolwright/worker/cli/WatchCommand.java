package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code poolwright watch}. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Follows a job until it ends.",
      "Exit code 0 if it succeeded, 1 if it ended otherwise. You may interrupt it and begin again at"
          + " any time, also after the end; the job does not notice."
    })
final class WatchCommand implements Callable<Integer> {
  /** Whoever has just sent a request follows its job at once, and a worker may need a moment. */
  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(10);

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "The id of the job.")
  private String job = "";

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final Desk desk;

  WatchCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    JobId id = JobIds.read(job);
    var absence = new BriefAbsence(id, LONGEST_ABSENCE);
    return Exit.of(new Watching(context, desk, output, absence).untilEnd(id, 0)).code();
  }
}
