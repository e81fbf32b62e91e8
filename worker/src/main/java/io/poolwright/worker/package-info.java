@NullMarked
package io.poolwright.worker;

import org.jspecify.annotations.NullMarked;
