/** The adapter to Azure Resource Manager: Batch accounts and pools, gallery image versions. */
@NullMarked
package io.poolwright.worker.arm;

import org.jspecify.annotations.NullMarked;
