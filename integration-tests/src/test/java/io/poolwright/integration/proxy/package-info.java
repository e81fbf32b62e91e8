/** Connections that go wrong, between a client and a server that are well. */
@NullMarked
package io.poolwright.integration.proxy;

import org.jspecify.annotations.NullMarked;
