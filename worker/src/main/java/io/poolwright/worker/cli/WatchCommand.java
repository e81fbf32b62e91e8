package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;
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
    Watching.Absence typo =
        (since, notice) -> {
          throw JobIds.unknown(id);
        };
    return Exit.of(new Watching(context, desk, output, typo).untilEnd(id, 0)).code();
  }
}
