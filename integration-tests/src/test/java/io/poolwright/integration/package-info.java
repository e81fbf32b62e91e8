@NullMarked
package io.poolwright.integration;

import org.jspecify.annotations.NullMarked;
