package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.JobId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poolwright submit}. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Checks a request and sends it to the request queue.")
final class SubmitCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "FILE", description = "The request as JSON; - reads standard input.")
  private String file = "";

  @Option(
      names = "--watch",
      description = "Show the job's events until it ends; the exit code says how it ended.")
  private boolean watch;

  @Mixin private final OutputOption output = new OutputOption();

  @Mixin private final Desk desk;

  SubmitCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    byte[] body = RequestFile.read(file, context.in());
    JobId job = RequestFile.check(body);
    BusAddress bus = desk.bus();
    new RequestSender(bus).send(body, job);
    context
        .screen()
        .note(output.get(), "Sent job " + job + " to queue " + bus.requestQueue() + ".");
    return watch ? watch(bus, job).code() : Exit.DONE.code();
  }

  private Exit watch(BusAddress bus, JobId job) {
    var inbox = new EventInbox(job);
    try (var watcher = new EventWatcher(bus, LocalNames.WATCH, inbox)) {
      EventRenderer renderer = context.screen().renderer(output.get());
      CloudEvent last = new Following(inbox, renderer, watcher::look, context.clock()).untilFinal();
      return Exit.of(last.toJobEvent().data());
    }
  }
}
