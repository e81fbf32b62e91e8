package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import java.util.Optional;

/**
 * VALIDATE: everything that can be known is checked before anything is created, and all that is
 * wrong is answered at once.
 */
final class ValidateStep {
  private final Arm arm;
  private final Premises premises;
  private final SourceCheck sourceCheck;
  private final PoolCheck poolCheck;

  ValidateStep(Arm arm, Vhds vhds, Premises premises) {
    this.arm = arm;
    this.premises = premises;
    this.sourceCheck = new SourceCheck(vhds, premises);
    this.poolCheck = new PoolCheck(arm);
  }

  Observation look(Job job) {
    ImageRequest image = job.request().image();
    var source = (ImageSource.Vhd) image.source();
    var findings = new Findings();
    checkPremises(job, source, findings);
    if (!findings.isEmpty()) {
      return new Observation.ProblemsFound(findings.problems());
    }
    Optional<BatchAccount> account = poolCheck.check(job, findings);
    Optional<ImageDefinition> definition = checkDefinition(image, findings);
    Optional<SourceVhd> vhd = sourceCheck.check(source, findings);
    if (account.isEmpty() || definition.isEmpty() || vhd.isEmpty()) {
      return new Observation.ProblemsFound(findings.problems());
    }
    return conclude(image, account.get(), definition.get(), vhd.get(), findings);
  }

  /** Where this worker may not go, it does not even look. */
  private void checkPremises(Job job, ImageSource.Vhd source, Findings findings) {
    sourceCheck.checkPremises(source, findings);
    checkGroup("/pool/id", job.request().pool().id(), findings);
    checkGroup("/image/definition", job.request().image().definition(), findings);
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

  private Optional<ImageDefinition> checkDefinition(ImageRequest image, Findings findings) {
    Optional<ImageDefinition> found =
        findings.require(
            "/image/definition",
            "There is no such image definition.",
            "Create it first, or correct the id.",
            () -> arm.imageDefinition(image.definition()));
    found.ifPresent(definition -> compare(image, definition, findings));
    return found;
  }

  private void compare(ImageRequest image, ImageDefinition definition, Findings findings) {
    findings.addIf(
        !definition.generalized(),
        "/image/definition",
        "The definition is for specialized images, and Batch refuses those.",
        "Name a definition whose osState is Generalized.");
    findings.addIf(
        definition.osType() != image.osType(),
        "/image/osType",
        "The definition is for " + definition.osType().azureName() + ".",
        "Name a definition for " + image.osType().azureName() + ", or correct osType.");
    findings.addIf(
        definition.generation() != image.hyperVGeneration(),
        "/image/hyperVGeneration",
        "The definition is for generation " + definition.generation() + ".",
        "Name a definition for " + image.hyperVGeneration() + ", or correct hyperVGeneration.");
    findings.addIf(
        premises.stagingIn(definition.location()).isEmpty(),
        "/image/definition",
        "This worker has no staging account in the gallery's region " + definition.location() + ".",
        "Name a gallery in another region, or add one under storage.staging of the worker.");
  }

  private Observation conclude(
      ImageRequest image,
      BatchAccount account,
      ImageDefinition definition,
      SourceVhd vhd,
      Findings findings) {
    var names = ImageNames.of((ImageSource.Vhd) image.source(), vhd);
    ArmId version = names.versionOf(image);
    Optional<ImagePlan> plan =
        premises
            .stagingIn(definition.location())
            .map(
                staging ->
                    new ImagePlan(
                        vhd.etag(),
                        vhd.length(),
                        names.stagedIn(staging),
                        version,
                        account.location(),
                        definition.location()));
    Optional<ImageVersion> known =
        findings.ask(
            "/image/version",
            "Grant the worker the right to read the gallery.",
            () -> arm.imageVersion(version));
    boolean usable = known.isPresent() && usable(known.get(), plan, findings);
    if (!findings.isEmpty() || plan.isEmpty()) {
      return new Observation.ProblemsFound(findings.problems());
    }
    return usable
        ? new Observation.ImagePublished(plan.get())
        : new Observation.RequestFits(plan.get());
  }

  private static boolean usable(ImageVersion version, Optional<ImagePlan> plan, Findings findings) {
    boolean same =
        plan.map(p -> Marks.content(p).equals(version.tags().get(Marks.CONTENT))).orElse(false);
    findings.addIf(
        !same,
        "/image/version",
        "A version of this number is there, made from another image.",
        "Name another version, or \"auto\".");
    findings.addIf(
        same && version.state() == ImageVersion.State.FAILED,
        "/image/version",
        "A version of this very image is there, and its publication has failed.",
        "Delete the failed version, then send the request again under another job id.");
    return same && version.state() != ImageVersion.State.DELETING;
  }
}
