package io.poolwright.worker.simulation;

import static io.poolwright.worker.simulation.CrashPoints.only;
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
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker is gone before and after every single call of a job's life, and nothing is lost. */
class CrashTest {
  private static final String JOB = "job-1";

  /** What happens to a job, and how it ends. */
  private record Life(String name, Story story, Class<? extends JobState> end) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Story submitted(ProvisionRequest... requests) {
    var story = new Story().uploads("private-ubuntu", 0);
    List.of(requests).forEach(request -> story.submits(request, 10));
    return story;
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

  static Stream<Arguments> lives() {
    var lives =
        Stream.<Life>builder()
            .add(new Life("succeeds", submitted(request(JOB)), Succeeded.class))
            .add(
                new Life(
                    "is rejected",
                    submitted(Names.request(JOB, "pool", "missing", 2)),
                    Rejected.class))
            .add(
                new Life(
                    "fails with a pool and rolls back",
                    submitted(request(JOB)).dooms("pool-job-1"),
                    Failed.class))
            .add(
                new Life(
                    "fails with a pool and keeps it",
                    submitted(keeping(JOB)).dooms("pool-job-1"),
                    Failed.class))
            .add(
                new Life(
                    "fails while another needs the image",
                    submitted(request(JOB), request("job-2")).dooms("pool-job-1"),
                    Failed.class));
    lives.add(new Life("stops and captures a machine", captured(), Succeeded.class));
    lives.add(new Life("has an image replicated", replicated(), Succeeded.class));
    lives.add(
        new Life(
            "is cancelled before it is asked for",
            submitted(request(JOB)).cancels(JOB, 0),
            Cancelled.class));
    Stream.of(ClaimingImage.class, CopyingImage.class, WaitingGeneralized.class, CreatingPool.class)
        .forEach(state -> lives.add(cancelled(state, submitted(request(JOB)), Cancelled.class)));
    lives.add(cancelled(KeepingImage.class, submitted(request(JOB)), Succeeded.class));
    lives.add(
        cancelled(RollingBack.class, submitted(request(JOB)).dooms("pool-job-1"), Failed.class));
    return lives.build().flatMap(life -> Stream.of(1, 2).map(n -> Arguments.of(life, n)));
  }

  private static Life cancelled(
      Class<? extends JobState> state, Story story, Class<? extends JobState> end) {
    return new Life("is cancelled in " + state.getSimpleName(), story.cancelsIn(state, JOB), end);
  }

  @ParameterizedTest(name = "{0}, {1} workers")
  @MethodSource("lives")
  void aCrashBeforeOrAfterAnyCallChangesNothing(Life life, int workers) {
    Outcome undisturbed = lived(life, workers, CrashPoints.none(), false);
    assertThat(end(undisturbed)).isEqualTo(life.end().getSimpleName());
    int points = undisturbed.crashPoints();
    OptionalInt harmful =
        IntStream.range(0, points)
            .parallel()
            .filter(point -> !complaints(life, lived(life, workers, only(point), false)).isEmpty())
            .min();
    harmful.ifPresent(point -> fail(report(life, lived(life, workers, only(point), true))));
    assertThat(points).isPositive();
    System.out.printf("%,5d crashes of %d workers while a job %s%n", points, workers, life);
  }

  private static List<String> complaints(Life life, Outcome outcome) {
    var all = new ArrayList<>(outcome.violations());
    String end = end(outcome);
    // Whoever died with the cancellation in hand has its lock run out, and that may be too late.
    boolean tooLate = life.end() == Cancelled.class && end.equals(Succeeded.class.getSimpleName());
    if (!end.equals(life.end().getSimpleName()) && !tooLate) {
      all.add("it ends as " + end);
    }
    return all;
  }

  private static String end(Outcome outcome) {
    return outcome.job(JOB).map(job -> job.state().getClass().getSimpleName()).orElse("lost");
  }

  private static String report(Life life, Outcome outcome) {
    return String.join("\n", outcome.trace().lines()) + "\n" + complaints(life, outcome);
  }

  private static Outcome lived(Life life, int workers, CrashPoints crashes, boolean traced) {
    var setting =
        new Universe.Setting(
            new Chance(1),
            workers,
            Weather.calm(),
            life.story(),
            crashes,
            Wiring.PRODUCTION,
            traced);
    return new Universe(setting).run();
  }
}
