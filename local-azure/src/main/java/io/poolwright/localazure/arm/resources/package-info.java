/** Microsoft.Resources: subscriptions, locations, resource groups, providers. */
@NullMarked
package io.poolwright.localazure.arm.resources;

import org.jspecify.annotations.NullMarked;
