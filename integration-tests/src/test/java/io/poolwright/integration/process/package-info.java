/** Real processes: local Azure, workers that are killed, and the launcher. */
@NullMarked
package io.poolwright.integration.process;

import org.jspecify.annotations.NullMarked;
