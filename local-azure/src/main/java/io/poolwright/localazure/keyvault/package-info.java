/** A Key Vault on this machine: secrets are set and read, as its REST interface has it. */
@NullMarked
package io.poolwright.localazure.keyvault;

import org.jspecify.annotations.NullMarked;
