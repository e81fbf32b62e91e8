/** The worker's way to ARM against the ARM of local-azure. */
@NullMarked
package io.poolwright.integration.arm;

import org.jspecify.annotations.NullMarked;
