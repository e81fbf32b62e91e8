@NullMarked
package io.poolwright.worker.azure;

import org.jspecify.annotations.NullMarked;
