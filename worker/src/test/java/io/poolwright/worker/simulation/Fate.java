package io.poolwright.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.JobState.Cancelled;
import io.poolwright.worker.job.JobState.ClaimingImage;
import io.poolwright.worker.job.JobState.CopyingImage;
import io.poolwright.worker.job.JobState.CreatingPool;
import io.poolwright.worker.job.JobState.Failed;
import io.poolwright.worker.job.JobState.KeepingImage;
import io.poolwright.worker.job.JobState.Rejected;
import io.poolwright.worker.job.JobState.RollingBack;
import io.poolwright.worker.job.JobState.Succeeded;
import io.poolwright.worker.job.JobState.WaitingGeneralized;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What happens to a job in calm weather, and how it must end whatever one incident does. */
record Fate(String name, Story story, Class<? extends JobState> end) {
  private static final String JOB = "job-1";

  @Override
  public String toString() {
    return name;
  }

  /** Each of them with one worker and with two. */
  static Stream<Arguments> all() {
    return every().stream().flatMap(fate -> Stream.of(1, 2).map(n -> Arguments.of(fate, n)));
  }

  static List<Fate> every() {
    var all =
        Stream.<Fate>builder()
            .add(new Fate("succeeds", submitted(request(JOB)), Succeeded.class))
            .add(new Fate("is rejected", rejected(), Rejected.class))
            .add(
                new Fate(
                    "fails with a pool and rolls back",
                    submitted(request(JOB)).dooms("pool-job-1"),
                    Failed.class))
            .add(
                new Fate(
                    "fails with a pool and keeps it",
                    submitted(keeping(JOB)).dooms("pool-job-1"),
                    Failed.class))
            .add(besideAnother())
            .add(new Fate("stops and captures a machine", captured(), Succeeded.class))
            .add(new Fate("has an image replicated", replicated(), Succeeded.class))
            .add(
                new Fate(
                    "is cancelled before it is asked for",
                    submitted(request(JOB)).cancels(JOB, 0),
                    Cancelled.class));
    Stream.of(ClaimingImage.class, CopyingImage.class, WaitingGeneralized.class, CreatingPool.class)
        .forEach(state -> all.add(cancelled(state, submitted(request(JOB)), Cancelled.class)));
    Stream.of(CopyingImage.class, WaitingGeneralized.class, CreatingPool.class)
        .forEach(state -> all.add(cancelledAndKept(state)));
    all.add(cancelled(KeepingImage.class, submitted(request(JOB)), Succeeded.class));
    all.add(
        cancelled(RollingBack.class, submitted(request(JOB)).dooms("pool-job-1"), Failed.class));
    return all.build().toList();
  }

  /** Two jobs with one image, of which one fails. */
  static Fate besideAnother() {
    return new Fate(
        "fails while another needs the image",
        submitted(request(JOB), request("job-2")).dooms("pool-job-1"),
        Failed.class);
  }

  private static Story submitted(ProvisionRequest... requests) {
    var story = new Story().uploads("private-ubuntu", 0);
    List.of(requests).forEach(request -> story.submits(request, 10));
    return story;
  }

  /** What is wrong with the first request is wrong with the second one too. */
  static Story rejectedTwice(long correctedAt) {
    return rejected().submits(Names.request(JOB, "pool", "missing", 3), correctedAt);
  }

  private static Story rejected() {
    return submitted(Names.request(JOB, "pool", "missing", 2));
  }

  private static ProvisionRequest request(String job) {
    return Names.request(job, "pool-" + job, "private-ubuntu", 2);
  }

  private static ProvisionRequest keeping(String job) {
    ProvisionRequest plain = request(job);
    return new ProvisionRequest(
        plain.jobId(), plain.image(), plain.pool(), plain.deadline(), OnFailure.KEEP);
  }

  private static ProvisionRequest request(ImageSource source) {
    ProvisionRequest plain = request(JOB);
    return new ProvisionRequest(
        plain.jobId(), Names.image(source), plain.pool(), plain.deadline(), plain.onFailure());
  }

  private static Story captured() {
    var machine = new ImageSource.VirtualMachine(Names.machine("golden"), true);
    return new Story().runs("golden").submits(request(machine), 10);
  }

  private static Story replicated() {
    var version = new ImageSource.GalleryImageVersion(Names.ELSEWHERE);
    return new Story().publishedElsewhere().submits(request(version), 10);
  }

  private static Fate cancelled(
      Class<? extends JobState> state, Story story, Class<? extends JobState> end) {
    return new Fate("is cancelled in " + state.getSimpleName(), story.cancelsIn(state, JOB), end);
  }

  private static Fate cancelledAndKept(Class<? extends JobState> state) {
    Fate cancelled = cancelled(state, submitted(keeping(JOB)), Cancelled.class);
    return new Fate(cancelled.name() + " and kept", cancelled.story(), cancelled.end());
  }

  /** Lives it from beginning to end. */
  Outcome lived(int workers, Incident incident, Wiring wiring, boolean traced) {
    var setting =
        new Universe.Setting(
            new Chance(1), workers, Weather.calm(), story, incident, wiring, traced);
    return new Universe(setting).run();
  }

  /** What is wrong with how it ended. */
  List<String> complaints(Outcome outcome) {
    var all = new ArrayList<>(outcome.violations());
    String ended = ended(outcome);
    // Whoever had the cancellation in hand has its lock run out, and that may be too late.
    boolean tooLate = end == Cancelled.class && ended.equals(Succeeded.class.getSimpleName());
    if (!ended.equals(end.getSimpleName()) && !tooLate) {
      all.add("it ends as " + ended);
    }
    return all;
  }

  private static String ended(Outcome outcome) {
    return outcome.job(JOB).map(job -> job.state().getClass().getSimpleName()).orElse("lost");
  }

  /**
   * Has one incident happen at each moment of this fate, one run for each.
   *
   * @param at the incident at a moment
   * @return how many moments there are
   * @throws AssertionError if one of them does harm; its message tells line by line how
   */
  int survivesEverywhere(int workers, IntFunction<Incident> at) {
    Outcome undisturbed = lived(workers, Incident.none(), Wiring.PRODUCTION, false);
    assertThat(complaints(undisturbed)).isEmpty();
    int moments = undisturbed.moments();
    assertThat(moments).isPositive();
    IntStream.range(0, moments)
        .parallel()
        .filter(point -> isHarmed(workers, at.apply(point)))
        .min()
        .ifPresent(point -> fail(report(workers, at.apply(point))));
    return moments;
  }

  private boolean isHarmed(int workers, Incident incident) {
    return !complaints(lived(workers, incident, Wiring.PRODUCTION, false)).isEmpty();
  }

  private String report(int workers, Incident incident) {
    Outcome outcome = lived(workers, incident, Wiring.PRODUCTION, true);
    return String.join("\n", outcome.trace().lines()) + "\n" + complaints(outcome);
  }
}
