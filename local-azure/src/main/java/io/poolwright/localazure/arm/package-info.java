/**
 * Azure Resource Manager on one machine: Batch pools, gallery images, VMs, as far as they need each
 * other.
 */
@NullMarked
package io.poolwright.localazure.arm;

import org.jspecify.annotations.NullMarked;
