package io.poolwright.worker.steps;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the steps need to know of a Batch account.
 *
 * @param location region, in Azure's short form
 * @param familyQuotas cores by VM family, in lower case; empty where the account does not go by
 *     them
 * @param inUserSubscription whether its nodes are VMs of the user's own subscription
 * @param entraAllowed whether Entra ID may authenticate; custom images need it
 * @param ready whether its provisioning has succeeded
 */
public record BatchAccount(
    String location,
    int poolQuota,
    int dedicatedCoreQuota,
    int lowPriorityCoreQuota,
    Map<String, Integer> familyQuotas,
    boolean inUserSubscription,
    boolean entraAllowed,
    boolean ready) {
  public BatchAccount {
    familyQuotas = Map.copyOf(familyQuotas);
  }

  /** How many dedicated cores of a family the account may have, if it goes by families. */
  OptionalInt quotaOf(String family) {
    return familyQuotas.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(familyQuotas.getOrDefault(family.toLowerCase(Locale.ROOT), 0));
  }
}
