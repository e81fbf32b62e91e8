package io.poolwright.worker.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Jobs;
import io.poolwright.worker.job.Observation;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the state of a definition means for the version that is to be made. */
class DefinitionStepTest {
  private static final ImagePlan.Made PLAN = (ImagePlan.Made) Jobs.plan();

  private static Observation seen(Optional<ImageDefinition> there) {
    Arm arm =
        (Arm)
            Proxy.newProxyInstance(
                Arm.class.getClassLoader(),
                new Class<?>[] {Arm.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("imageDefinition");
                  assertThat(arguments[0]).isEqualTo(PLAN.version().parent().orElseThrow());
                  return there;
                });
    return new DefinitionStep(arm).look(PLAN);
  }

  private static Observation seen(ImageVersion.State state) {
    return seen(
        Optional.of(
            new ImageDefinition(
                "westeurope",
                OsType.LINUX,
                HyperVGeneration.V2,
                true,
                null,
                Features.NONE,
                state)));
  }

  @Test
  void theVersionComesOnceTheDefinitionIsThere() {
    assertThat(seen(Optional.empty())).isEqualTo(new Observation.DefinitionAbsent());
    assertThat(seen(ImageVersion.State.CREATING)).isEqualTo(new Observation.DefinitionAccepted());
    assertThat(seen(ImageVersion.State.SUCCEEDED)).isEqualTo(new Observation.VersionAbsent());
  }

  @Test
  void aDefinitionThatFailedEndsTheJobAndOneThatGoesIsWaitedFor() {
    assertThat(kind(seen(ImageVersion.State.FAILED))).isEqualTo(Failure.Kind.PERMANENT);
    assertThat(kind(seen(ImageVersion.State.DELETING))).isEqualTo(Failure.Kind.DEFERRED);
  }

  private static Failure.Kind kind(Observation seen) {
    assertThat(seen).isInstanceOf(Observation.Trouble.class);
    return ((Observation.Trouble) seen).failure().kind();
  }
}
