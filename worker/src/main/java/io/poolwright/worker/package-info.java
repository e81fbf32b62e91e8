/** The daemon and its command line. Imports between the rooms below point one way. */
@NullMarked
package io.poolwright.worker;

import org.jspecify.annotations.NullMarked;
