/** The command line: the daemon, and what people use to send requests and to try it all locally. */
@NullMarked
package io.poolwright.worker.cli;

import org.jspecify.annotations.NullMarked;
