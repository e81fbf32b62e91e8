/** What VALIDATE finds, by the worker's own clients in the Azure of this machine. */
@NullMarked
package io.poolwright.integration.preflight;

import org.jspecify.annotations.NullMarked;
