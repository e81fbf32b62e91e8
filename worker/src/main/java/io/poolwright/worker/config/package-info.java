/** The worker's settings: one YAML file, and environment variables that go before it. */
@NullMarked
package io.poolwright.worker.config;

import org.jspecify.annotations.NullMarked;
