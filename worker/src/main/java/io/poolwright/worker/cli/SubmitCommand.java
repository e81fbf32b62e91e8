package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.RequestCodec;
import java.io.IOException;
import java.nio.file.Files;
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
  public Integer call() throws IOException {
    byte[] body = read();
    JobId job = check(body);
    BusAddress bus = desk.bus();
    new RequestSender(bus).send(body, job);
    context
        .screen()
        .note(output.get(), "Sent job " + job + " to queue " + bus.requestQueue() + ".");
    return watch ? watch(bus, job).code() : Exit.DONE.code();
  }

  private byte[] read() {
    try {
      return file.equals("-") ? context.in().readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw CommandFailed.wrong(file + " cannot be read.");
    }
  }

  private static JobId check(byte[] body) {
    Decoded decoded = RequestCodec.decode(body);
    if (decoded instanceof Decoded.Valid valid) {
      return valid.request().jobId();
    }
    if (decoded instanceof Decoded.Invalid invalid) {
      throw CommandFailed.wrong(
          "The request is wrong and was not sent:\n"
              + String.join("\n", EventText.problems(invalid.problems())));
    }
    var unreadable = (Decoded.Unreadable) decoded;
    throw CommandFailed.wrong(
        "This is no request, and was not sent: %s (%s)"
            .formatted(unreadable.description(), unreadable.reason()));
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
