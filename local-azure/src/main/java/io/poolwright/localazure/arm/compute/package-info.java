/** Microsoft.Compute: galleries, image versions, virtual machines, managed images, sizes. */
@NullMarked
package io.poolwright.localazure.arm.compute;

import org.jspecify.annotations.NullMarked;
