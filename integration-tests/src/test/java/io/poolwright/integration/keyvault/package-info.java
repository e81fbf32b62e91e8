/** The worker's view of Key Vaults, on the real SDK and the vault of this machine. */
@NullMarked
package io.poolwright.integration.keyvault;

import org.jspecify.annotations.NullMarked;
