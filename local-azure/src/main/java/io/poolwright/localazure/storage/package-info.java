/**
 * Blob Storage on this machine: Microsoft's Azurite, and before it a gateway that adds what Azurite
 * lacks (Put Page From URL, copies that take time, Azure's limits) and faults on demand.
 */
@NullMarked
package io.poolwright.localazure.storage;

import org.jspecify.annotations.NullMarked;
