@NullMarked
package io.poolwright.worker.cli;

import org.jspecify.annotations.NullMarked;
