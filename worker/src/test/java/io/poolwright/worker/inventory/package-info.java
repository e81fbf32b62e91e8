@NullMarked
package io.poolwright.worker.inventory;

import org.jspecify.annotations.NullMarked;
