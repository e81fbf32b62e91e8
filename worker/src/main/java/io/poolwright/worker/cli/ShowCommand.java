package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.Job;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code poolwright show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells what a job has been through: steps, waits, attempts.")
final class ShowCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "JOB", description = "The id of the job.")
  private String job = "";

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final Desk desk;

  ShowCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    JobId id = JobIds.read(job);
    Job found = desk.records().find(id).orElseThrow(() -> JobIds.unknown(id));
    var view = new JobView(found);
    Screen screen = context.screen();
    if (output.isJson()) {
      screen.out().println(JobJson.withTimeline(view));
    } else {
      var text = new JobText(view, desk.portal(), screen.palette(), context.clock().instant());
      text.lines().forEach(screen.out()::println);
    }
    return Exit.DONE.code();
  }
}
