package io.poolwright.worker.cli;

import io.poolwright.worker.app.WorkerApp;
import io.poolwright.worker.config.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poolwright worker}: the daemon. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Works on requests until Ctrl-C or SIGTERM.",
      "Any number may run; each takes what the others have not. What one was at when it ends is"
          + " taken up by the next."
    })
final class WorkerCommand implements Callable<Integer> {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

  private final Context context;

  @Option(names = "--exit-with-stdin", description = "End when standard input does.")
  private boolean exitWithStdin;

  @Mixin private final Desk desk;

  WorkerCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (desk.here().isPresent()) {
      context
          .screen()
          .err()
          .printf("Working for what runs here (%s).%n", context.home().localFile());
    }
    Settings settings = desk.ofWorker();
    Logging.ofDaemon();
    WorkerApp app = WorkerApp.start(settings);
    OrderlyEnd.with(app::close, DRAIN_LIMIT);
    var unused = app.ready().thenRun(() -> announce(settings.name()));
    if (exitWithStdin) {
      context.in().transferTo(OutputStream.nullOutputStream());
    } else {
      new CountDownLatch(1).await();
    }
    return Exit.DONE.code();
  }

  private void announce(String name) {
    context.screen().out().printf("Worker %s is ready.%n", name);
    context.screen().out().flush();
  }
}
