package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import java.util.Optional;

/**
 * VALIDATE: everything that can be known is checked before anything is created, and all that is
 * wrong is answered at once.
 */
final class ValidateStep {
  private final Premises premises;
  private final ImageCheck imageCheck;
  private final PoolCheck poolCheck;

  ValidateStep(Arm arm, Vhds vhds, Premises premises) {
    this.premises = premises;
    this.imageCheck = new ImageCheck(arm, vhds, premises);
    this.poolCheck = new PoolCheck(arm);
  }

  Observation look(Job job) {
    var findings = new Findings();
    checkPremises(job, findings);
    if (!findings.isEmpty()) {
      return new Observation.ProblemsFound(findings.problems());
    }
    Optional<Nodes> nodes = poolCheck.check(job, findings);
    Optional<ImageCheck.Planned> image = imageCheck.check(job.request(), nodes, findings);
    if (!findings.isEmpty() || image.isEmpty()) {
      return new Observation.ProblemsFound(findings.problems(), findings.warnings());
    }
    return image.get().published()
        ? new Observation.ImagePublished(image.get().plan(), findings.warnings())
        : new Observation.RequestFits(image.get().plan(), findings.warnings());
  }

  /** Where this worker may not go, it does not even look. */
  private void checkPremises(Job job, Findings findings) {
    imageCheck.checkPremises(job.request().image().source(), findings);
    checkGroup("/pool/id", job.request().pool().id(), findings);
    ArmId definition = job.request().image().definition();
    if (definition != null) {
      checkGroup("/image/definition", definition, findings);
    }
    ImageCheck.resource(job.request().image().source())
        .ifPresent(id -> checkGroup("/image/source/id", id, findings));
  }

  private void checkGroup(String pointer, ArmId id, Findings findings) {
    findings.addIf(
        !premises.allowed().allowsSubscription(id),
        pointer,
        "This worker may not touch subscription " + id.subscription() + ".",
        "Name a subscription of its allow-list (arm.subscriptions), or have this one added.");
    findings.addIf(
        !premises.allowed().allowsResourceGroup(id),
        pointer,
        "This worker may not touch resource group " + id.resourceGroup() + ".",
        "Name a group of its allow-list (arm.resourceGroups), or have this one added.");
  }
}
