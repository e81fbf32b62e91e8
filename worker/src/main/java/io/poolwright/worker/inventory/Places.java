package io.poolwright.worker.inventory;

import io.poolwright.contracts.ArmId;
import java.util.Set;

/**
 * Where jobs make things.
 *
 * @param accounts Batch accounts
 * @param definitions image definitions
 */
public record Places(Set<ArmId> accounts, Set<ArmId> definitions) {
  public Places {
    accounts = Set.copyOf(accounts);
    definitions = Set.copyOf(definitions);
  }
}
