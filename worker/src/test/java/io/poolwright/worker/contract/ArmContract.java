package io.poolwright.worker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.Features;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ImageVersion.Replica;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Marks;
import io.poolwright.worker.steps.Pool;
import io.poolwright.worker.steps.SourceMachine;
import io.poolwright.worker.steps.SourceMachine.Power;
import io.poolwright.worker.steps.TargetRegion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Azure Resource Manager, as far as the steps rely on it. Each test has one of its own. */
public abstract class ArmContract {
  private static final String HOME = "westeurope";
  private static final String ELSEWHERE = "northeurope";
  private static final int TRIES = 200;

  /** The resources that are there from the start; the machine runs. */
  public record Given(
      ArmId account, ArmId definition, ArmId missingDefinition, ArmId managedImage, ArmId machine) {
    ArmId pool() {
      return account.child("pools", "contract");
    }

    ArmId version() {
      return definition.child("versions", "1.2.3");
    }
  }

  protected abstract Arm arm();

  protected abstract Given given();

  /** Lets a little time pass, in which Azure goes on. */
  protected abstract void pass();

  private void eventually(BooleanSupplier condition) {
    for (int i = 0; i < TRIES && !condition.getAsBoolean(); i++) {
      pass();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static ObjectNode scale(int nodes) {
    ObjectNode scale = JsonNodeFactory.instance.objectNode();
    scale.putObject("fixedScale").put("targetDedicatedNodes", nodes);
    return scale;
  }

  private ObjectNode properties(int nodes) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode().put("vmSize", "Standard_D2s_v3");
    ObjectNode machine =
        properties.withObject("/deploymentConfiguration/virtualMachineConfiguration");
    machine.put("nodeAgentSkuId", "batch.node.ubuntu 22.04");
    machine.putObject("imageReference").put("id", given().version().toString());
    properties.set("scaleSettings", scale(nodes));
    properties.putArray("metadata").addObject().put("name", Marks.JOB).put("value", "job-1");
    return properties;
  }

  private void publish() {
    Given given = given();
    var plan =
        new ImagePlan.OfResource(given.managedImage(), HOME, "d", given.version(), HOME, HOME);
    arm().publish(plan, List.of(new TargetRegion(HOME, 1)), Map.of("k", "v"));
  }

  private boolean isPublished() {
    return arm()
        .imageVersion(given().version())
        .filter(version -> version.state() == ImageVersion.State.SUCCEEDED)
        .filter(version -> version.replicaIn(HOME).filter(Replica::completed).isPresent())
        .isPresent();
  }

  @Test
  public void whatIsNotThereIsAnEmptyAnswerAndNothingToDelete() {
    Given given = given();
    assertThat(arm().pool(given.pool())).isEmpty();
    assertThat(arm().imageVersion(given.version())).isEmpty();
    assertThat(arm().imageVersion(given.missingDefinition().child("versions", "1.0.0"))).isEmpty();
    arm().deletePool(given.pool());
    arm().deleteImageVersion(given.version());
  }

  @Test
  public void aDefinitionIsMadeOnceInAGalleryThatIsThere() {
    ArmId id = given().missingDefinition();
    assertThat(arm().galleryRegion(id.parent().orElseThrow())).contains(HOME);
    assertThat(arm().imageDefinition(id)).isEmpty();
    var wanted =
        new ImageDefinition(
            HOME,
            OsType.LINUX,
            HyperVGeneration.V2,
            true,
            "x64",
            Features.NONE,
            ImageVersion.State.SUCCEEDED);
    arm().createDefinition(id, wanted, Map.of("k", "v"));
    arm().createDefinition(id, wanted, Map.of("k", "v"));
    eventually(() -> arm().imageDefinition(id).equals(Optional.of(wanted)));
  }

  @Test
  public void aVersionIsMadeOnceAndGoesWhenItIsDeleted() {
    publish();
    publish();
    eventually(this::isPublished);
    assertThat(arm().imageVersion(given().version()).map(ImageVersion::tags))
        .contains(Map.of("k", "v"));

    arm().deleteImageVersion(given().version());
    assertThat(arm().imageVersion(given().version()).map(ImageVersion::state))
        .isIn(Optional.empty(), Optional.of(ImageVersion.State.DELETING));
    eventually(() -> arm().imageVersion(given().version()).isEmpty());
  }

  @Test
  public void replicasAreAddedAndTheOthersStay() {
    publish();
    eventually(this::isPublished);
    arm().replicate(given().version(), new TargetRegion(ELSEWHERE, 2));
    eventually(
        () ->
            arm()
                .imageVersion(given().version())
                .flatMap(version -> version.replicaIn(ELSEWHERE))
                .filter(replica -> replica.completed() && replica.count() == 2)
                .isPresent());
    assertThat(isPublished()).isTrue();
  }

  @Test
  public void aPoolIsMadeOnceBearsItsMarkAndGoesWhenItIsDeleted() {
    publish();
    eventually(this::isPublished);
    ArmId id = given().pool();
    assertThat(arm().createPool(id, properties(2), null)).isTrue();
    assertThat(arm().createPool(id, properties(1), null)).isFalse();
    eventually(() -> arm().pool(id).filter(Pool::steady).isPresent());
    Pool pool = arm().pool(id).orElseThrow();
    assertThat(pool.owner()).isEqualTo("job-1");
    assertThat(pool.nodes()).isEqualTo(2);
    assertThat(pool.errors()).isEmpty();
    assertThat(arm().pools(given().account()))
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.id()).isEqualTo(id);
              assertThat(listed.pool()).isEqualTo(pool);
              assertThat(listed.image())
                  .isEqualTo(new ListedPool.Image(given().version().toString(), true));
              assertThat(listed.vmSize()).isEqualTo("Standard_D2s_v3");
              assertThat(listed.dedicatedNodes()).isEqualTo(2);
            });
    assertThat(arm().poolsUsing(given().account(), given().version())).containsExactly(id);

    arm().deletePool(id);
    assertThat(arm().pool(id).map(Pool::deleting)).isIn(Optional.empty(), Optional.of(true));
    eventually(() -> arm().pool(id).isEmpty());
  }

  @Test
  public void aPoolIsResizedOnlyAsItWasSeen() {
    publish();
    eventually(this::isPublished);
    ArmId id = given().pool();
    arm().createPool(id, properties(1), null);
    eventually(() -> arm().pool(id).filter(Pool::steady).isPresent());
    Pool seen = arm().pool(id).orElseThrow();
    assertThat(arm().resizePool(id, scale(2), seen.etag(), null)).isTrue();
    assertThat(arm().resizePool(id, scale(3), seen.etag(), null)).isFalse();
    eventually(() -> arm().pool(id).filter(p -> p.steady() && p.nodes() == 2).isPresent());
  }

  @Test
  public void aMachineIsMarkedOnlyWhenItDoesNotRun() {
    ArmId id = given().machine();
    assertThat(machine().power()).isEqualTo(Power.RUNNING);
    assertThat(catchThrowableOfType(CallFailed.class, () -> arm().generalize(id))).isNotNull();

    arm().deallocate(id);
    assertThat(machine().power()).isIn(Power.DEALLOCATING, Power.DEALLOCATED);
    eventually(() -> machine().power() == Power.DEALLOCATED);
    arm().deallocate(id);
    assertThat(machine().disk().generalized()).isFalse();
    arm().generalize(id);
    arm().generalize(id);
    assertThat(machine().disk().generalized()).isTrue();
  }

  private SourceMachine machine() {
    return arm().virtualMachine(given().machine()).orElseThrow();
  }
}
