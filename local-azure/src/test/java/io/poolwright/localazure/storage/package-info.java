@NullMarked
package io.poolwright.localazure.storage;

import org.jspecify.annotations.NullMarked;
