/** Secrets of Azure Key Vaults, by a GET over the worker's own pipeline (docs/adr/0009). */
@NullMarked
package io.poolwright.worker.keyvault;

import org.jspecify.annotations.NullMarked;
