package io.poolwright.worker.cli;

import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;

/** What a command finds around it. */
record Context(
    Screen screen,
    InputStream in,
    Home home,
    Map<String, String> environment,
    InstantSource clock) {
  static Context ofThisProcess() {
    return new Context(
        Screen.of(System.getProperties(), System.getenv()),
        System.in,
        Home.of(System.getProperties()),
        System.getenv(),
        InstantSource.system());
  }
}
