@NullMarked
package io.poolwright.worker.keyvault;

import org.jspecify.annotations.NullMarked;
