package io.poolwright.localazure.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Azurite's blob service as a child process. It ends when this process ends, however that happens,
 * because it watches the pipe that we hold open. If it ends before, it is started again over the
 * same data, on another port; what it was told in its last five seconds may be lost.
 */
final class Azurite implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Azurite.class);
  private static final Pattern LISTENS = Pattern.compile(".*listens on http://[^:]+:(\\d+).*");
  private static final String WATCH = "end-with-parent.js";
  private static final int MOST_DEATHS = 3;
  private static final Duration END_LIMIT = Duration.ofSeconds(20);
  private static final int LAST_WORDS = 20;

  private final AzuriteInstallation installation;
  private final Path data;
  private final String accounts;
  private final LastRun lastRun;
  private Process process;
  private InetSocketAddress address;
  private boolean closed;
  private int deaths;

  private Azurite(AzuriteInstallation installation, Path data, String accounts) throws IOException {
    this.installation = installation;
    this.data = data;
    this.accounts = accounts;
    Files.createDirectories(data);
    try (var script = Azurite.class.getResourceAsStream(WATCH)) {
      if (script == null) {
        throw new IOException(WATCH + " is missing in this jar; build it again");
      }
      Files.copy(script, data.resolve(WATCH), StandardCopyOption.REPLACE_EXISTING);
    }
    this.lastRun = new LastRun(data.resolve("azurite.pid"));
    lastRun.awaitEnd(END_LIMIT);
    this.process = launch();
    this.address = awaitAddress(process);
  }

  /**
   * Starts Azurite and waits until it listens.
   *
   * @param accounts {@code name:key;name:key}
   * @throws IOException when it does not come up; the message has what it said
   */
  static Azurite start(AzuriteInstallation installation, Path data, String accounts)
      throws IOException {
    var azurite = new Azurite(installation, data, accounts);
    azurite.watch();
    return azurite;
  }

  /** Where it listens now; changes when it had to be started again. */
  synchronized InetSocketAddress address() {
    return address;
  }

  synchronized long pid() {
    return process.pid();
  }

  /** Asks Azurite to end, which writes its index to disk, and waits for that. */
  @Override
  public void close() {
    Process last;
    synchronized (this) {
      closed = true;
      last = process;
    }
    try {
      last.getOutputStream().close();
      if (!last.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        last.destroyForcibly();
      }
    } catch (IOException e) {
      last.destroy();
    } catch (InterruptedException e) {
      last.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() throws IOException {
    List<String> command =
        List.of(
            "node",
            "--max-old-space-size=256",
            "--require",
            data.resolve(WATCH).toAbsolutePath().toString(),
            installation.blobService().toString(),
            "--blobHost",
            "127.0.0.1",
            "--blobPort",
            "0",
            "--location",
            data.toAbsolutePath().toString(),
            "--skipApiVersionCheck",
            "--disableTelemetry",
            "--silent");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("AZURITE_ACCOUNTS", accounts);
    Process started = builder.start();
    lastRun.record(started.toHandle());
    return started;
  }

  private static InetSocketAddress awaitAddress(Process process) throws IOException {
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Queue<String> said = new ArrayDeque<>();
    for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.matches()) {
        daemon("azurite-output", () -> output.lines().forEach(more -> LOG.info("{}", more)));
        int port = Integer.parseInt(listens.group(1));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      }
      said.add(line);
      if (said.size() > LAST_WORDS) {
        said.remove();
      }
    }
    throw new IOException("Azurite ended at once and said:\n" + String.join("\n", said));
  }

  private void watch() {
    daemon(
        "azurite-watch",
        () -> {
          try {
            do {
              process.waitFor();
            } while (revive());
          } catch (IOException e) {
            LOG.error("Azurite ended and does not start again; storage answers 503", e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private synchronized boolean revive() throws IOException {
    if (closed) {
      return false;
    }
    deaths++;
    LOG.warn("Azurite ended by itself with {} and is started again", process.exitValue());
    if (deaths > MOST_DEATHS) {
      throw new IOException("Azurite ended " + deaths + " times; look at its data in " + data);
    }
    process = launch();
    address = awaitAddress(process);
    return true;
  }

  private static void daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
