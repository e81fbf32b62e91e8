package io.poolwright.localazure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Azure on one machine, in one process. When everything listens, one JSON line says where. */
@Command(
    name = "poolwright-local-azure",
    sortOptions = false,
    description = {
      "Service Bus, Blob Storage, ARM and a Key Vault on 127.0.0.1.",
      "When everything listens, one line of JSON on standard output says where; "
          + "everything else goes to standard error. SIGTERM ends it."
    })
public final class LocalAzure implements Callable<Integer> {

  @Option(names = "--config", paramLabel = "FILE", description = "YAML; the default is built in.")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(".poolwright", "data");

  @Option(
      names = "--install-dir",
      paramLabel = "DIR",
      description = "Where Azurite is, or is installed once (default: ${DEFAULT-VALUE}).")
  private Path installDir = Path.of(".poolwright", "azurite");

  @Mixin private final PortOptions ports = new PortOptions();

  @Option(names = "--exit-with-stdin", description = "End when standard input does.")
  private boolean exitWithStdin;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and end.")
  private boolean unusedHereAsPicocliActsOnIt;

  /** Exit code 0 after an orderly end, 1 when a service did not start, 2 for a wrong option. */
  public static void main(String[] args) {
    var command = new CommandLine(new LocalAzure());
    command.setExecutionExceptionHandler(
        (failure, line, result) -> {
          line.getErr().println(failure.getMessage());
          return 1;
        });
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LocalAzureConfig settings = LocalAzureConfig.read(config, ports.bySection());
    try (var services = new Services()) {
      Runtime.getRuntime().addShutdownHook(new Thread(services::close, "shutdown"));
      services.add(DataDirectory.own(data));
      ObjectNode ready = new LocalServices(settings, data, installDir).startInto(services);
      System.out.println(ready.put("pid", ProcessHandle.current().pid()));
      System.out.flush();
      awaitEnd();
    }
    return 0;
  }

  private void awaitEnd() throws IOException, InterruptedException {
    if (exitWithStdin) {
      System.in.transferTo(OutputStream.nullOutputStream());
    } else {
      new CountDownLatch(1).await();
    }
  }
}
