@NullMarked
package io.poolwright.localazure;

import org.jspecify.annotations.NullMarked;
