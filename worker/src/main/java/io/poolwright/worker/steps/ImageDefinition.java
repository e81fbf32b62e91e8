package io.poolwright.worker.steps;

import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.OsType;

/**
 * What the steps need to know of a gallery image definition.
 *
 * @param location the gallery's region, in Azure's short form
 * @param generalized false if it is meant for specialized images, which Batch refuses
 */
public record ImageDefinition(
    String location, OsType osType, HyperVGeneration generation, boolean generalized) {}
