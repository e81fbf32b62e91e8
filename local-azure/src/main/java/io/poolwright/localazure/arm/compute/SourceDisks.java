package io.poolwright.localazure.arm.compute;

import java.net.URI;
import java.util.Optional;

/** Looks into storage for the blob that a request names. May take its time, and may throw. */
@FunctionalInterface
public interface SourceDisks {
  Optional<SourceDisk> find(URI blob);
}
