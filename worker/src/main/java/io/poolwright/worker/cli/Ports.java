package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers where Azure on this machine listened, so that it listens there again when it is started
 * over kept data: addresses in stored requests stay true.
 */
final class Ports {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern BUS = Pattern.compile("Endpoint=sb://[^:;/]+:(\\d+)");

  private final Path file;

  Ports(Path file) {
    this.file = file;
  }

  /** The options of local-azure for the ports that are free; another process may have taken one. */
  List<String> options() {
    var options = new ArrayList<String>();
    try {
      JSON.readTree(file.toFile())
          .properties()
          .forEach(
              entry -> {
                if (isFree(entry.getValue().asInt())) {
                  options.add("--port-" + entry.getKey());
                  options.add(entry.getValue().asText());
                }
              });
    } catch (IOException e) {
      return List.of(); // nothing was kept: any port will do
    }
    return options;
  }

  void keep(LocalEnvironment local) throws IOException {
    ObjectNode ports = JSON.createObjectNode();
    Matcher bus = BUS.matcher(local.serviceBusConnectionString());
    if (bus.find()) {
      ports.put("broker", Integer.parseInt(bus.group(1)));
    }
    ports.put("storage", URI.create(local.blobEndpoint()).getPort());
    ports.put("arm", URI.create(local.armEndpoint()).getPort());
    if (local.keyVaultEndpoint() != null) {
      ports.put("vault", URI.create(local.keyVaultEndpoint()).getPort());
    }
    Files.writeString(file, ports + "\n");
  }

  private static boolean isFree(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
