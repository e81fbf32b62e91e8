package io.poolwright.worker.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Jobs;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Marks;
import io.poolwright.worker.steps.Pool;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private static final String VERSION = Jobs.plan().version().toString();

  private final Map<JobId, Job> jobs = new HashMap<>();
  private Map<String, String> tags = Map.of();
  private boolean forbidden;

  private final Arm arm =
      (Arm)
          Proxy.newProxyInstance(
              Arm.class.getClassLoader(),
              new Class<?>[] {Arm.class},
              (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("imageVersion");
                if (forbidden) {
                  throw new CallFailed(Failure.lasting("AuthorizationFailed", "No right."));
                }
                var state = ImageVersion.State.SUCCEEDED;
                return Optional.of(new ImageVersion(state, Map.of(), tags, null));
              });

  private Origins.Origin of(@Nullable String owner, String image, boolean custom) {
    var pool = new Pool("1", owner, false, true, 2, 2, null, List.of());
    var listed =
        new ListedPool(
            Jobs.ACCOUNT.child("pools", "p"),
            pool,
            new ListedPool.Image(image, custom),
            "Standard_D2s_v3",
            2,
            0,
            null);
    return new Origins(arm, id -> Optional.ofNullable(jobs.get(id))).of(listed);
  }

  private void there(Job job) {
    jobs.put(job.id(), job);
  }

  private static Job ofVersion(String id) {
    ProvisionRequest plain = Jobs.request(id, OnFailure.ROLL_BACK);
    ImageRequest image = plain.image();
    var source = new ImageSource.GalleryImageVersion(Jobs.plan().version());
    return Jobs.accepted(
        new ProvisionRequest(
            plain.jobId(),
            new ImageRequest(source, image.osType(), image.hyperVGeneration(), null, null),
            plain.pool(),
            null,
            OnFailure.ROLL_BACK));
  }

  @Test
  void aPoolOfAJobCameFromWhatTheJobAskedFor() {
    there(Jobs.accepted("maker"));
    assertThat(of("maker", VERSION, true).source())
        .hasValueSatisfying(source -> assertThat(source).isInstanceOf(ImageSource.Vhd.class));
  }

  @Test
  void ofAPublishedVersionTheJobThatMadeItKnowsMore() {
    there(Jobs.accepted("maker"));
    there(ofVersion("user"));
    tags = Map.of(Marks.JOB, "maker");
    assertThat(of("user", VERSION, true).source().orElseThrow())
        .isInstanceOf(ImageSource.Vhd.class);
    tags = Map.of();
    assertThat(of("user", VERSION, true).source().orElseThrow())
        .isInstanceOf(ImageSource.GalleryImageVersion.class);
  }

  @Test
  void aPoolThatSomebodyElseMadeOfOurImageHasNoJobButAnOrigin() {
    there(Jobs.accepted("maker"));
    tags = Map.of(Marks.JOB, "maker");
    Origins.Origin origin = of(null, VERSION, true);
    assertThat(origin.job()).isEmpty();
    assertThat(origin.source()).isPresent();
  }

  @Test
  void whatNobodyKnowsOrNobodyMayReadStaysEmpty() {
    assertThat(of("long-gone", VERSION, true).source()).isEmpty();
    assertThat(of(null, "canonical:ubuntu:22_04:latest", false).source()).isEmpty();
    assertThat(of(null, "/SharedGalleries/t/Images/i/Versions/1.0.0", true).source()).isEmpty();
    forbidden = true;
    assertThat(of(null, VERSION, true).source()).isEmpty();
  }
}
