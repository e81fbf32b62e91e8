package io.poolwright.worker.cli;

import io.poolwright.worker.app.WorkerApp;
import io.poolwright.worker.config.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code poolwright worker}: the daemon. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Works on requests until it is told to end.",
      "Settings come from the file and from POOLWRIGHT_… variables; without any, from what"
          + " 'poolwright local' runs on this machine."
    })
final class WorkerCommand implements Callable<Integer> {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final Context context;

  @Option(names = "--config", paramLabel = "FILE", description = "YAML.")
  private @Nullable Path config;

  @Option(names = "--exit-with-stdin", description = "End when standard input does.")
  private boolean exitWithStdin;

  WorkerCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = Settings.load(config, environment());
    Logging.ofDaemon();
    WorkerApp app = WorkerApp.start(settings);
    OrderlyEnd.with(app::close, DRAIN_LIMIT);
    var announcing = new Thread(() -> announce(app, settings.name()), "announcing");
    announcing.setDaemon(true);
    announcing.start();
    if (exitWithStdin) {
      context.in().transferTo(OutputStream.nullOutputStream());
    } else {
      new CountDownLatch(1).await();
    }
    return Exit.DONE.code();
  }

  /** However long the broker is away, the worker waits for it; so does the line that says so. */
  private void announce(WorkerApp app, String name) {
    try {
      while (!app.isReady()) {
        Thread.sleep(LOOK_EVERY.toMillis());
      }
      context.screen().out().printf("Worker %s is ready.%n", name);
      context.screen().out().flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, String> environment() {
    Map<String, String> given = context.environment();
    boolean any = given.keySet().stream().anyMatch(name -> name.startsWith("POOLWRIGHT_"));
    Optional<LocalEnvironment> local = LocalEnvironment.find(context.home().localFile());
    if (config != null || any || local.isEmpty()) {
      return given;
    }
    context.screen().err().printf("Working for what runs here (%s).%n", context.home().localFile());
    var both = new HashMap<>(given);
    both.putAll(WorkerEnvironment.of(local.get()));
    return both;
  }
}
