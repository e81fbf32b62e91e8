package io.poolwright.worker.cli;

import io.poolwright.contracts.JobId;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Request;
import java.nio.file.Path;
import java.time.Duration;
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
    description = "Checks a request and sends it to the request queue.",
    footer = {"", "Example:", "  poolwright submit request.yaml --watch"})
final class SubmitCommand implements Callable<Integer> {
  private static final Duration USUAL = Duration.ofSeconds(15);

  private final Context context;

  @Parameters(paramLabel = "FILE", description = RequestFile.DESCRIPTION)
  private Path file = InputFile.STANDARD_INPUT;

  @Option(
      names = "--watch",
      description = "Follow the job until it ends; the exit code says how it ended.")
  private boolean watch;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final Desk desk;

  SubmitCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    RequestFile read = RequestFile.read(file, context.in());
    JobId job = read.request().jobId();
    BusAddress bus = desk.bus();
    Known known = known(read.request());
    RequestFile.requireNone(known.problems(job));
    if (known instanceof Known.New) {
      new RequestSender(bus).send(read.bytes(), job);
    }
    say(known, job, bus);
    long after = known instanceof Known.New fresh ? fresh.after() : 0;
    return watch ? watch(job, after).code() : Exit.DONE.code();
  }

  private Known known(Request request) {
    return request instanceof ProvisionRequest wanted
        ? Known.of(wanted, desk.find(wanted.jobId(), watch))
        : new Known.New(0);
  }

  private void say(Known known, JobId job, BusAddress bus) {
    boolean sent = known instanceof Known.New;
    if (output.isJson() && !watch) {
      context.screen().out().printf("{\"jobId\":\"%s\",\"sent\":%s}%n", job, sent);
      return;
    }
    String text =
        known instanceof Known.Same same
            ? "Job %s is known already (%s), and is not done twice.".formatted(job, same.state())
            : "Sent job %s to queue %s.".formatted(job, bus.requestQueue());
    String more = watch ? "" : " Follow it with: poolwright watch " + job;
    context.screen().note(output.get(), text + more);
  }

  private Exit watch(JobId job, long after) {
    return Exit.of(new Watching(context, desk, output, new Slow()).untilEnd(job, after));
  }

  /** Says once that nobody seems to be there. */
  private static final class Slow implements Watching.Absence {
    private boolean said;

    @Override
    public void lasts(Duration since, Watching.Notice notice) {
      if (!said && since.compareTo(USUAL) > 0) {
        said = true;
        notice.say("No worker has taken the request yet. Is one running?");
      }
    }
  }
}
