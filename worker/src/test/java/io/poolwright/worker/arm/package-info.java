@NullMarked
package io.poolwright.worker.arm;

import org.jspecify.annotations.NullMarked;
