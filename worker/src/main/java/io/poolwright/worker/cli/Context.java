package io.poolwright.worker.cli;

import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param interactive whether somebody sits there who can be asked
 */
record Context(
    Screen screen,
    InputStream in,
    Home home,
    Map<String, String> environment,
    InstantSource clock,
    boolean interactive) {
  static Context ofThisProcess() {
    return new Context(
        Screen.of(System.getProperties(), System.getenv()),
        System.in,
        Home.of(System.getProperties()),
        System.getenv(),
        InstantSource.system(),
        // The launcher knows whether standard input is a terminal; Java 17 cannot tell.
        Boolean.getBoolean("poolwright.interactive"));
  }
}
