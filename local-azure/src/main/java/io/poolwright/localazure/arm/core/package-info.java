/**
 * What every resource provider shares: requests, errors, routes, stored facts, operations, limits.
 */
@NullMarked
package io.poolwright.localazure.arm.core;

import org.jspecify.annotations.NullMarked;
