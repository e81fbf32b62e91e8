@NullMarked
package io.poolwright.worker.steps;

import org.jspecify.annotations.NullMarked;
