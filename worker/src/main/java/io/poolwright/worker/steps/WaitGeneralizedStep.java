package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** WAIT_GENERALIZED: the image version is made, and a replica of it where the pool will be. */
final class WaitGeneralizedStep {
  private final Arm arm;
  private final Vhds vhds;
  private final CaptureStep capture;
  private final DefinitionStep definition;

  WaitGeneralizedStep(Arm arm, Vhds vhds) {
    this.arm = arm;
    this.vhds = vhds;
    this.capture = new CaptureStep(arm);
    this.definition = new DefinitionStep(arm);
  }

  Observation look(Job job, ImagePlan plan) {
    if (plan instanceof ImagePlan.Made made) {
      return lookAtMade(job, made);
    }
    ImageReference published = plan.reference();
    if (published.kind() != ImageReference.Kind.GALLERY) {
      // Whoever shares an image replicates it; VALIDATE has seen it in the region.
      return new Observation.VersionReady();
    }
    return arm.imageVersion(ArmId.parse(published.toString()))
        .map(version -> look(job, plan, version))
        .orElseGet(Observation.SourceGone::new);
  }

  private Observation lookAtMade(Job job, ImagePlan.Made plan) {
    Optional<ImageVersion> version = arm.imageVersion(plan.version());
    if (version.isEmpty()) {
      Observation seen = lookAtSource(job, plan);
      boolean creates = job.request().image().createDefinition();
      return creates && seen instanceof Observation.VersionAbsent ? definition.look(plan) : seen;
    }
    return Marks.isOf(plan, version.get())
        ? look(job, plan, version.get())
        : new Observation.VersionForeign();
  }

  private Observation lookAtSource(Job job, ImagePlan.Made plan) {
    if (plan instanceof ImagePlan.OfVhd vhd) {
      boolean copied = vhds.staged(vhd.staged()).map(StagedVhd::complete).orElse(false);
      return copied ? new Observation.VersionAbsent() : new Observation.StagedVhdGone();
    }
    return plan instanceof ImagePlan.OfVhdInPlace vhd
        ? lookAtVhd(vhd)
        : capture.look(job.request().image().source());
  }

  private Observation lookAtVhd(ImagePlan.OfVhdInPlace plan) {
    Optional<StagedVhd> vhd = vhds.staged(plan.vhd());
    if (vhd.isEmpty()) {
      return new Observation.SourceGone();
    }
    return vhd.get().etag().equals(plan.sourceEtag())
        ? new Observation.VersionAbsent()
        : new Observation.SourceChanged();
  }

  private static Observation look(Job job, ImagePlan plan, ImageVersion version) {
    return switch (version.state()) {
      case DELETING -> new Observation.VersionGoing();
      case FAILED -> new Observation.VersionFailed(reason(version));
      case CREATING -> pending(plan, version);
      case SUCCEEDED -> lookAtReplica(target(job, plan), version);
    };
  }

  private static Failure reason(ImageVersion version) {
    Failure failure = version.failure();
    return failure == null
        ? Failure.lasting("ImageVersionFailed", "Compute could not make the version.")
        : failure;
  }

  private static Observation lookAtReplica(TargetRegion wanted, ImageVersion version) {
    Optional<ImageVersion.Replica> replica = version.replicaIn(wanted.name());
    if (replica.isEmpty() || replica.get().count() < wanted.replicas()) {
      return new Observation.ReplicaAbsent();
    }
    return replica.get().completed()
        ? new Observation.VersionReady()
        : new Observation.VersionPending(replica.get().progress());
  }

  private static Observation pending(ImagePlan plan, ImageVersion version) {
    return new Observation.VersionPending(
        version.replicaIn(plan.region()).map(ImageVersion.Replica::progress).orElse(0));
  }

  Observation act(Job job, ImagePlan plan, Action action) {
    return switch (action) {
      case CREATE_DEFINITION -> definition.create(job, (ImagePlan.Made) plan);
      case PUBLISH_VERSION -> publish(job, (ImagePlan.Made) plan);
      case REPLICATE_VERSION -> replicate(job, plan);
      default -> capture.act(job.request().image().source(), action);
    };
  }

  private Observation publish(Job job, ImagePlan.Made plan) {
    arm.publish(plan, regions(job, plan), Marks.of(job, plan));
    return new Observation.VersionAccepted();
  }

  private Observation replicate(Job job, ImagePlan plan) {
    arm.replicate(ArmId.parse(plan.reference().toString()), target(job, plan));
    return new Observation.ReplicaAccepted();
  }

  /** The gallery's own region first; Compute wants the source's among them. */
  private static List<TargetRegion> regions(Job job, ImagePlan.Made plan) {
    var regions = new ArrayList<TargetRegion>();
    TargetRegion target = target(job, plan);
    List<String> others =
        plan instanceof ImagePlan.OfResource resource
            ? List.of(plan.galleryRegion(), resource.sourceRegion())
            : List.of(plan.galleryRegion());
    for (String other : others) {
      boolean isNew = regions.stream().noneMatch(known -> known.isIn(other));
      if (isNew) {
        regions.add(target.isIn(other) ? target : new TargetRegion(other, 1));
      }
    }
    if (regions.stream().noneMatch(known -> known.isIn(target.name()))) {
      regions.add(target);
    }
    return List.copyOf(regions);
  }

  private static TargetRegion target(Job job, ImagePlan plan) {
    long nodes =
        ScaleRules.nodes(job.request().pool().properties().at("/scaleSettings/fixedScale"));
    return new TargetRegion(plan.region(), TargetRegion.replicasFor(nodes));
  }
}
