package io.poolwright.localazure.arm.compute;

import io.poolwright.localazure.arm.core.ImageCatalog;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.ResourceId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Answers for pools what an image id stands for, in any of the three spellings of a gallery. */
final class GalleryCatalog implements ImageCatalog {
  private final GalleryStore store;
  private final Clock clock;

  GalleryCatalog(GalleryStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<Image> find(ResourceId id) {
    Optional<ImageDefinition> definition = gallery(id).flatMap(gallery -> definition(gallery, id));
    return definition.flatMap(
        found -> version(found, id).flatMap(version -> image(found, version)));
  }

  /** The gallery of a plain, shared or community id. */
  Optional<Gallery> gallery(ResourceId id) {
    Optional<String> community = id.after("communityGalleries");
    if (community.isPresent()) {
      return store.galleries.all().stream()
          .filter(gallery -> community.get().equalsIgnoreCase(gallery.communityName()))
          .findFirst();
    }
    Optional<String> shared = id.after("sharedGalleries");
    if (shared.isPresent()) {
      return store.galleries.all().stream()
          .filter(gallery -> shared.get().equalsIgnoreCase(gallery.sharedName()))
          .findFirst();
    }
    return store.galleries.get(new ResourceId(id.text().replaceFirst("(?i)/images/.*", "")));
  }

  Optional<ImageDefinition> definition(Gallery gallery, ResourceId id) {
    return id.after("images")
        .flatMap(name -> store.definitions.get(gallery.id().child("images", name)));
  }

  /** The version named, or the latest that can be used. */
  Optional<ImageVersion> version(ImageDefinition definition, ResourceId id) {
    Optional<String> name =
        id.after("versions").filter(version -> !version.equalsIgnoreCase("latest"));
    if (name.isPresent()) {
      return store.version(definition.id().child("versions", name.get()));
    }
    Instant now = clock.instant();
    return store.versions(definition.id()).stream()
        .filter(version -> !version.completeRegions(now).isEmpty())
        .filter(v -> !Json.at(v.properties(), "publishingProfile.excludeFromLatest").asBoolean())
        .max(Comparator.comparing(GalleryCatalog::number));
  }

  private Optional<Image> image(ImageDefinition definition, ImageVersion version) {
    Set<String> regions = version.completeRegions(clock.instant());
    return regions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Image(
                definition.osType(),
                definition.generation(),
                definition.osState().equalsIgnoreCase("Generalized"),
                regions));
  }

  private static VersionNumber number(ImageVersion version) {
    return VersionNumber.parse(version.id().name()).orElse(new VersionNumber(0, 0, 0));
  }
}
