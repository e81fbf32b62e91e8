package io.poolwright.worker.cli;

import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.app.Preflight;
import io.poolwright.worker.blob.JobFilter;
import io.poolwright.worker.job.CallFailed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code poolwright plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells what a request would do; changes nothing.",
      "Checks all that a worker checks, against the live accounts, and lists everything that speaks"
          + " against the request. Exit code 0 if it fits, 2 if it does not."
    })
final class PlanCommand implements Callable<Integer> {
  private static final int PAST_JOBS = 10;
  private static final Duration PAST = Duration.ofDays(30);

  private final Context context;

  @Parameters(paramLabel = "FILE", description = RequestFile.DESCRIPTION)
  private Path file = InputFile.STANDARD_INPUT;

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final Desk desk;

  PlanCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    if (!(RequestFile.read(file, context.in()).request() instanceof ProvisionRequest request)) {
      throw CommandFailed.wrong("That request asks for no pool, so there is nothing to plan.");
    }
    Instant now = context.clock().instant();
    Forecast forecast = forecast(request, now);
    Screen screen = context.screen();
    if (output.isJson()) {
      screen.out().println(ForecastJson.line(request, forecast, past(now)));
    } else {
      new ForecastText(request, past(now), screen.palette())
          .lines(forecast)
          .forEach(screen.out()::println);
    }
    return (forecast instanceof Forecast.Fits ? Exit.DONE : Exit.WRONG_REQUEST).code();
  }

  private Forecast forecast(ProvisionRequest request, Instant now) {
    Known known = Known.of(request, desk.find(request.jobId(), true));
    PrintStream err = context.screen().err();
    if (known instanceof Known.Same same) {
      err.printf(
          "Job %s is known already (%s) and not done twice.%n", request.jobId(), same.state());
    }
    if (desk.here().isEmpty()) {
      err.println("Looking with your own identity; the workers may see more or less.");
    }
    try (var preflight = Preflight.of(desk.ofWorker())) {
      return Forecast.of(request, preflight, now).and(known.problems(request.jobId()));
    }
  }

  /** Without them, the plan is as good. */
  private PastJobs past(Instant now) {
    try {
      var succeeded = new JobFilter(Set.of("succeeded"), now.minus(PAST), PAST_JOBS);
      return PastJobs.of(desk.records().newest(succeeded, now).jobs());
    } catch (CallFailed e) {
      return PastJobs.NONE;
    }
  }
}
