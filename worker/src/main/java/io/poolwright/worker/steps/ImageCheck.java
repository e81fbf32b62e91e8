package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import java.util.Optional;

/** What has to be true of the image that a request names; plans what is to be made of it. */
final class ImageCheck {
  private final Arm arm;
  private final Premises premises;
  private final DefinitionCheck definitionCheck;
  private final VhdCheck vhdCheck;
  private final CaptureCheck captureCheck;
  private final PublishedCheck publishedCheck;

  ImageCheck(Arm arm, Vhds vhds, Premises premises) {
    this.arm = arm;
    this.premises = premises;
    this.definitionCheck = new DefinitionCheck(arm);
    this.vhdCheck = new VhdCheck(vhds, premises);
    this.captureCheck = new CaptureCheck(arm);
    this.publishedCheck = new PublishedCheck(arm, definitionCheck);
  }

  /**
   * What would be done for the image.
   *
   * @param published whether the version is there already
   */
  record Planned(ImagePlan plan, boolean published) {}

  /** Where an image version is to be: the gallery's region, and the pool's. */
  private record Place(ArmId definition, String galleryRegion, String region) {}

  /** The ARM id of a source that has one. */
  static Optional<ArmId> resource(ImageSource source) {
    if (source instanceof ImageSource.VirtualMachine machine) {
      return Optional.of(machine.id());
    }
    if (source instanceof ImageSource.ManagedImage image) {
      return Optional.of(image.id());
    }
    return source instanceof ImageSource.GalleryImageVersion version
        ? Optional.of(version.id())
        : Optional.empty();
  }

  void checkPremises(ImageSource source, Findings findings) {
    if (source instanceof ImageSource.Vhd vhd) {
      vhdCheck.checkPremises(vhd, findings);
    }
  }

  /**
   * Everything that is wrong goes into {@code findings}.
   *
   * @param nodes the pool's, if its account is known
   */
  Optional<Planned> check(ProvisionRequest request, Optional<Nodes> nodes, Findings findings) {
    ImageRequest image = request.image();
    ArmId definition = image.definition();
    checkSubscription(request, findings);
    if (definition == null) {
      return publishedCheck.check(request, nodes, findings);
    }
    Optional<ImageDefinition> found = definitionCheck.check(request, definition, nodes, findings);
    Optional<Place> place =
        found.flatMap(
            there -> nodes.map(pool -> new Place(definition, there.location(), pool.region())));
    Optional<ImagePlan.Made> plan =
        image.source() instanceof ImageSource.Vhd vhd
            ? ofVhd(image, vhd, place, findings)
            : ofResource(image, place, findings);
    return plan.flatMap(made -> planned(made, findings));
  }

  /** Microsoft's pages disagree whether that works. */
  private static void checkSubscription(ProvisionRequest request, Findings findings) {
    ImageRequest image = request.image();
    boolean published = image.source() instanceof ImageSource.GalleryImageVersion;
    Optional<ArmId> gallery =
        published ? resource(image.source()) : Optional.ofNullable(image.definition());
    String account = request.pool().id().subscription();
    findings.warnIf(
        gallery.filter(id -> !id.subscription().equalsIgnoreCase(account)).isPresent(),
        published ? "/image/source/id" : "/image/definition",
        "The gallery is in another subscription than the Batch account.",
        "Both must be of one tenant, and Microsoft.Batch must be registered in the gallery's"
            + " subscription; else Batch refuses the pool at the end.");
  }

  private Optional<ImagePlan.Made> ofVhd(
      ImageRequest image, ImageSource.Vhd source, Optional<Place> place, Findings findings) {
    Optional<Premises.Staging> staging =
        place.flatMap(there -> premises.stagingIn(there.galleryRegion()));
    place.ifPresent(
        there ->
            findings.addIf(
                staging.isEmpty(),
                "/image/definition",
                "This worker has no staging account in the gallery's region "
                    + there.galleryRegion()
                    + ".",
                "Name a gallery in another region, or add one under storage.staging of the worker."));
    Optional<SourceVhd> seen = vhdCheck.check(source, findings);
    if (place.isEmpty() || staging.isEmpty() || seen.isEmpty()) {
      return Optional.empty();
    }
    var names = ImageNames.of(source, seen.get());
    if (staging.get().hasAlready(source.url())) {
      return Optional.of(
          new ImagePlan.OfVhdInPlace(
              seen.get().etag(),
              new StagedBlob(source.url(), staging.get().account()),
              names.digest(),
              names.versionOf(image, place.get().definition()),
              place.get().region(),
              place.get().galleryRegion()));
    }
    return Optional.of(
        new ImagePlan.OfVhd(
            seen.get().etag(),
            seen.get().length(),
            names.stagedIn(staging.get()),
            names.versionOf(image, place.get().definition()),
            place.get().region(),
            place.get().galleryRegion()));
  }

  private Optional<ImagePlan.Made> ofResource(
      ImageRequest image, Optional<Place> place, Findings findings) {
    ArmId source = resource(image.source()).orElseThrow();
    Optional<SourceDisk> disk = captureCheck.check(image, findings);
    if (place.isEmpty() || disk.isEmpty()) {
      return Optional.empty();
    }
    var names = ImageNames.of(source, disk.get());
    return Optional.of(
        new ImagePlan.OfResource(
            source,
            disk.get().location(),
            names.digest(),
            names.versionOf(image, place.get().definition()),
            place.get().region(),
            place.get().galleryRegion()));
  }

  private Optional<Planned> planned(ImagePlan.Made plan, Findings findings) {
    Optional<ImageVersion> known =
        findings.ask(
            "/image/version",
            "Grant the worker the right to read the gallery.",
            () -> arm.imageVersion(plan.version()));
    boolean usable = known.isPresent() && usable(known.get(), plan, findings);
    return Optional.of(new Planned(plan, usable));
  }

  private static boolean usable(ImageVersion version, ImagePlan.Made plan, Findings findings) {
    boolean same = Marks.isOf(plan, version);
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
