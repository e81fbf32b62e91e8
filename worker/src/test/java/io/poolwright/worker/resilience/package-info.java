@NullMarked
package io.poolwright.worker.resilience;

import org.jspecify.annotations.NullMarked;
