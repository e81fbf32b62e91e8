@NullMarked
package io.poolwright.contracts;

import org.jspecify.annotations.NullMarked;
