package io.poolwright.localazure.arm.compute;

import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Shelf;
import io.poolwright.localazure.arm.core.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Galleries, definitions and versions that are there now. */
final class GalleryStore {
  final Shelf<Gallery> galleries;
  final Shelf<ImageDefinition> definitions;
  private final Shelf<ImageVersion> versions;
  private final Clock clock;

  GalleryStore(State state, Clock clock) {
    this.galleries = new Shelf<>("galleries", Gallery.class, state);
    this.definitions = new Shelf<>("imageDefinitions", ImageDefinition.class, state);
    this.versions = new Shelf<>("imageVersions", ImageVersion.class, state);
    this.clock = clock;
  }

  Optional<ImageVersion> version(ResourceId id) {
    Instant now = clock.instant();
    Optional<ImageVersion> stored = versions.get(id);
    if (stored.isPresent() && stored.get().isGone(now)) {
      versions.remove(id);
      return Optional.empty();
    }
    return stored;
  }

  List<ImageVersion> versions(ResourceId definition) {
    Instant now = clock.instant();
    List<ImageVersion> stored = versions.under(definition);
    stored.stream().filter(v -> v.isGone(now)).forEach(v -> versions.remove(v.id()));
    return stored.stream().filter(v -> !v.isGone(now)).toList();
  }

  void put(ImageVersion version) {
    versions.put(version.id(), version);
  }
}
