package io.poolwright.worker.simulation;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;
import io.poolwright.worker.steps.Features;
import io.poolwright.worker.steps.ImageDefinition;
import io.poolwright.worker.steps.ImageVersion.State;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gallery image definitions: all are there but one, which somebody has to create. */
final class SimDefinitions {
  private static final String MISSING = key(Names.MISSING_DEFINITION);

  private final Surroundings around;

  /** When those are ready that were created. */
  private final Map<String, Long> readyAt = new HashMap<>();

  SimDefinitions(Surroundings around) {
    this.around = around;
  }

  Optional<ImageDefinition> show(ArmId id) {
    return isThere(id)
        ? Optional.of(definition(isReady(id) ? State.SUCCEEDED : State.CREATING))
        : Optional.empty();
  }

  private static ImageDefinition definition(State state) {
    return new ImageDefinition(
        Names.REGION, OsType.LINUX, HyperVGeneration.V2, true, "x64", Features.NONE, state);
  }

  private boolean isThere(ArmId id) {
    return !key(id).equals(MISSING) || readyAt.containsKey(key(id));
  }

  boolean isReady(ArmId id) {
    return isThere(id) && readyAt.getOrDefault(key(id), 0L) <= around.now();
  }

  /** Accepts a definition; one that is there already is left as it is. */
  void create(ArmId id) {
    if (!isThere(id)) {
      readyAt.put(key(id), around.now() + around.chance().between(1_000, 30_000));
    }
  }

  private static String key(ArmId id) {
    return id.toString().toLowerCase(Locale.ROOT);
  }
}
