package io.poolwright.localazure.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A process that starts Azurite, prints its process id, and waits to be killed. */
final class AzuriteParent {

  private AzuriteParent() {}

  public static void main(String[] directories) throws IOException {
    var installation = AzuriteInstallation.in(Path.of(directories[0]));
    var azurite = Azurite.start(installation, Path.of(directories[1]), "parent:a2V5");
    System.out.println(azurite.pid());
    int end = System.in.read();
    azurite.close();
    System.exit(end < 0 ? 0 : 1);
  }
}
