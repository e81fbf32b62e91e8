@NullMarked
package io.poolwright.localazure.keyvault;

import org.jspecify.annotations.NullMarked;
