/** Microsoft.Storage: the accounts, as far as ARM knows them. */
@NullMarked
package io.poolwright.localazure.arm.storage;

import org.jspecify.annotations.NullMarked;
