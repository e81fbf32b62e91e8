/** What there is in Azure, seen together with the jobs that made it. */
@NullMarked
package io.poolwright.worker.inventory;

import org.jspecify.annotations.NullMarked;
