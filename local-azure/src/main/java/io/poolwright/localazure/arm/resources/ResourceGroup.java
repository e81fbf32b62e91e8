package io.poolwright.localazure.arm.resources;

import org.jspecify.annotations.Nullable;

/**
 * A declared resource group.
 *
 * @param subscription absent: the first declared one
 */
public record ResourceGroup(@Nullable String subscription, String name, String location) {}
