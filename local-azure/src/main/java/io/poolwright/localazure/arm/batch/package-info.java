/** Microsoft.Batch: accounts, quotas and pools. */
@NullMarked
package io.poolwright.localazure.arm.batch;

import org.jspecify.annotations.NullMarked;
