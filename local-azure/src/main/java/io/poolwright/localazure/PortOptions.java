package io.poolwright.localazure;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Ports from the command line, which go before those of the file. */
final class PortOptions {

  @Option(names = "--port-broker", paramLabel = "N", description = "In place of serviceBus.port.")
  private @Nullable Integer broker;

  @Option(names = "--port-storage", paramLabel = "N", description = "In place of storage.port.")
  private @Nullable Integer storage;

  @Option(names = "--port-arm", paramLabel = "N", description = "In place of arm.port.")
  private @Nullable Integer arm;

  @Option(names = "--port-vault", paramLabel = "N", description = "In place of keyVault.port.")
  private @Nullable Integer vault;

  /** Those that were given, by section of the file. */
  Map<String, Integer> bySection() {
    Map<String, Integer> ports = new HashMap<>();
    putIfGiven(ports, "serviceBus", broker);
    putIfGiven(ports, "storage", storage);
    putIfGiven(ports, "arm", arm);
    putIfGiven(ports, "keyVault", vault);
    return ports;
  }

  private static void putIfGiven(
      Map<String, Integer> ports, String section, @Nullable Integer port) {
    if (port != null) {
      ports.put(section, port);
    }
  }
}
