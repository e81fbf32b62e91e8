@NullMarked
package io.poolwright.localazure.http;

import org.jspecify.annotations.NullMarked;
