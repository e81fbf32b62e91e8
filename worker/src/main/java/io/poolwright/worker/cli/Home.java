package io.poolwright.worker.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where things are on this machine; the launcher says so by system properties.
 *
 * @param state what outlives a command: the installation of Azurite, and {@code local.json}
 * @param localAzureJar Azure on one machine
 */
record Home(Path state, Path localAzureJar) {
  static Home of(Properties system) {
    return new Home(
        Path.of(system.getProperty("poolwright.home", ".poolwright")).toAbsolutePath(),
        Path.of(
                system.getProperty(
                    "poolwright.local-azure", "local-azure/target/poolwright-local-azure.jar"))
            .toAbsolutePath());
  }

  Path azurite() {
    return state.resolve("azurite");
  }

  Path localFile() {
    return state.resolve("local.json");
  }

  /** The jar or directory that this class was loaded from. */
  static Path workerJar() {
    try {
      return Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a code source is always a URI", e);
    }
  }
}
