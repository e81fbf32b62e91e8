@NullMarked
package io.poolwright.worker.blob;

import org.jspecify.annotations.NullMarked;
