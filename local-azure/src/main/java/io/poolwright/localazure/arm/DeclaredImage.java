package io.poolwright.localazure.arm;

import org.jspecify.annotations.Nullable;

/**
 * A managed image that is there from the start; it is generalized.
 *
 * @param subscription absent: the first declared one
 * @param osType Linux or Windows
 * @param generation V1 or V2
 */
public record DeclaredImage(
    @Nullable String subscription,
    String resourceGroup,
    String name,
    String location,
    String osType,
    String generation) {}
