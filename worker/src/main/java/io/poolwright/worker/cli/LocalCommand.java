package io.poolwright.worker.cli;

import io.poolwright.contracts.ImageSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poolwright local}. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs Azure and a worker on this machine until Ctrl-C.",
      "Azure is simulated, on loopback. The other commands find it by themselves."
    })
final class LocalCommand implements Callable<Integer> {
  private static final Duration END_LIMIT = Duration.ofSeconds(25);

  private final Context context;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep queues, blobs and resources there, from one start to the next.")
  private @Nullable Path data;

  @Option(names = "--without-worker", description = "Run Azure only.")
  private boolean withoutWorker;

  @Mixin private final OutputOption output = new OutputOption();

  LocalCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    try (var workplace = Workplace.in(data);
        var stack = new LocalStack(context.home(), workplace.directory())) {
      var announcement = new Announcement(context.home().localFile());
      try (var end = OrderlyEnd.with(() -> close(announcement, stack, workplace), END_LIMIT)) {
        LocalEnvironment local = prepare(workplace, stack);
        announcement.publish(local);
        show(local);
        throw end.unlessEnding(stack.awaitFailure());
      } finally {
        announcement.withdraw();
      }
    }
  }

  private LocalEnvironment prepare(Workplace workplace, LocalStack stack) throws IOException {
    var plan = new Scene.Plan("example", null, !withoutWorker);
    var scene = Scene.set(workplace, stack, plan, context.clock().instant());
    Path request = workplace.file("example-request.json");
    ExampleRequest.save(scene.request(), request);
    keepSas(scene);
    if (!withoutWorker) {
      stack.awaitReady();
    }
    return scene.local().withExample(request);
  }

  /** For requests that name a secret in place of a SAS. */
  private static void keepSas(Scene scene) {
    String vault = scene.local().keyVaultEndpoint();
    if (vault != null
        && scene.request().image().source() instanceof ImageSource.Vhd vhd
        && vhd.sas() != null) {
      new LocalVault(URI.create(vault)).keep(LocalNames.SAS_SECRET, vhd.sas());
    }
  }

  private static void close(Announcement announcement, LocalStack stack, Workplace workplace) {
    announcement.withdraw();
    stack.close();
    workplace.close();
  }

  private void show(LocalEnvironment local) {
    String text = output.isJson() ? local.toJson() : LocalText.of(local);
    context.screen().out().println(text);
    context.screen().out().flush();
  }

  /** {@code local.json}, by which other commands find what runs here; the first one has it. */
  private record Announcement(Path file) {
    void publish(LocalEnvironment local) throws IOException {
      if (LocalEnvironment.find(file).isEmpty()) {
        local.save(file);
      }
    }

    void withdraw() {
      long own = ProcessHandle.current().pid();
      if (LocalEnvironment.find(file).filter(local -> local.pid() == own).isPresent()) {
        delete();
      }
    }

    private void delete() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It names a process that ends now, and so means nothing any more.
        return;
      }
    }
  }
}
