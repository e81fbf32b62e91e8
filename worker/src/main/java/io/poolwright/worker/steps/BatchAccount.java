package io.poolwright.worker.steps;

/**
 * What the steps need to know of a Batch account.
 *
 * @param location region, in Azure's short form
 * @param entraAllowed whether Entra ID may authenticate; custom images need it
 * @param ready whether its provisioning has succeeded
 */
public record BatchAccount(
    String location,
    int poolQuota,
    int dedicatedCoreQuota,
    int lowPriorityCoreQuota,
    boolean entraAllowed,
    boolean ready) {}
