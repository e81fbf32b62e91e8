package io.poolwright.integration.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that stay free while nobody listens on them: outside of the range from which systems take
 * the near end of a connection.
 */
final class Ports {
  private static final int LEAST = 15_000;
  private static final int MOST = 30_000;

  private Ports() {}

  static int free() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LEAST, MOST);
      try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // Another one, then.
      }
    }
  }
}
