package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(names = "--config", paramLabel = "FILE", description = "The settings of the worker.")
  private @Nullable Path config;

  CancelCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!JobId.isValid(job)) {
      throw CommandFailed.wrong("That is no job id: it must match " + JobId.PATTERN + ".");
    }
    var local = LocalEnvironment.find(context.home().localFile());
    var bus = BusAddress.find(config, context.environment(), local);
    new RequestSender(bus).cancel(new JobId(job));
    context.screen().note(Output.TEXT, "Asked for job " + job + " to be cancelled.");
    return Exit.DONE.code();
  }
}
