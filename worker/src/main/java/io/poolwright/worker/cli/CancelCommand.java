package io.poolwright.worker.cli;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poolwright cancel}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Asks for a job to be stopped and for what it did to be undone.")
final class CancelCommand implements Callable<Integer> {
  /** A worker does not look longer for the job of a cancellation. */
  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(30);

  private final Context context;

  @Parameters(paramLabel = "JOB", description = "The id of the job.")
  private String job = "";

  @Option(
      names = "--wait",
      description =
          "Follow the job until it ends: exit code 0 if it was cancelled, 1 if it ended otherwise.")
  private boolean wait;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final Desk desk;

  CancelCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    JobId id = JobIds.read(job);
    BusAddress bus = desk.bus();
    Optional<Job> known = desk.find(id, wait);
    boolean over = known.filter(Job::isFinal).isPresent();
    if (!over) {
      new RequestSender(bus).cancel(id);
    }
    say(id, known, over);
    return wait && !over ? untilEnd(id, known).code() : Exit.DONE.code();
  }

  private void say(JobId id, Optional<Job> known, boolean over) {
    if (output.isJson() && (over || !wait)) {
      context.screen().out().printf("{\"jobId\":\"%s\",\"asked\":%s}%n", id, !over);
    }
    String state = known.map(job -> job.state().label()).orElse("unknown here, so far");
    String text =
        over
            ? "Job %s has ended before: %s. There is nothing to cancel."
            : "Job %s was asked to stop; it is %s.";
    context.screen().note(output.get(), text.formatted(id, state));
  }

  private Exit untilEnd(JobId id, Optional<Job> known) {
    var absence = new BriefAbsence(id, LONGEST_ABSENCE);
    long after = known.map(there -> there.outbox().lastSequence()).orElse(0L);
    EventData end = new Watching(context, desk, output, absence).untilEnd(id, after);
    return end instanceof EventData.Cancelled ? Exit.DONE : Exit.JOB_NOT_DONE;
  }
}
