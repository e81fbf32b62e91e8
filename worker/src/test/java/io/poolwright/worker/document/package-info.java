@NullMarked
package io.poolwright.worker.document;

import org.jspecify.annotations.NullMarked;
