/** The worker's blob adapter, through the real SDK, against Azurite behind the storage gateway. */
@NullMarked
package io.poolwright.integration.blob;

import org.jspecify.annotations.NullMarked;
