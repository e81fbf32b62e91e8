package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code poolwright cancel}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Asks for a job to be stopped and for what it did to be undone.")
final class CancelCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "JOB", description = "The id of the job.")
  private String job = "";

  @Mixin private final Desk desk;

  CancelCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    JobId id = JobIds.read(job);
    new RequestSender(desk.bus()).cancel(id);
    context.screen().note(Output.TABLE, "Asked for job " + job + " to be cancelled.");
    return Exit.DONE.code();
  }
}
