package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;

/**
 * The part of WAIT_GENERALIZED that creates the definition under which an image is published, if
 * the request says so and there is none. It is never deleted again: it costs nothing, and another
 * job may rely on it by then.
 */
final class DefinitionStep {
  private final Arm arm;

  DefinitionStep(Arm arm) {
    this.arm = arm;
  }

  /** Looks when the version is absent and what it is made of is ready. */
  Observation look(ImagePlan.Made plan) {
    return arm.imageDefinition(definition(plan))
        .map(DefinitionStep::seen)
        .orElseGet(Observation.DefinitionAbsent::new);
  }

  private static Observation seen(ImageDefinition definition) {
    return switch (definition.state()) {
      case SUCCEEDED -> new Observation.VersionAbsent();
      case CREATING -> new Observation.DefinitionAccepted();
      case DELETING ->
          new Observation.Trouble(
              Failure.deferred(
                  "ImageDefinitionBeingDeleted", "The image definition is being deleted.", null));
      case FAILED ->
          new Observation.Trouble(
              Failure.lasting(
                  "ImageDefinitionFailed", "Compute could not make the image definition."));
    };
  }

  Observation create(Job job, ImagePlan.Made plan) {
    PoolRequest pool = job.request().pool();
    String architecture =
        arm.vmSize(
                pool.id().subscription(), plan.region(), pool.properties().path("vmSize").asText())
            .flatMap(VmSize::architecture)
            .orElse(null);
    arm.createDefinition(
        definition(plan),
        ImageDefinition.wanted(plan.galleryRegion(), job.request().image(), architecture),
        Marks.of(job));
    return new Observation.DefinitionAccepted();
  }

  private static ArmId definition(ImagePlan.Made plan) {
    return plan.version().parent().orElseThrow();
  }
}
