package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.EventData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poolwright demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a pool on this machine, from request to final event.",
      "Starts Azure on loopback and a worker, each a process of its own, and ends them again."
    })
final class DemoCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--vhd",
      paramLabel = "FILE",
      description = "The image; without it, a new one of 256 MiB is made.")
  private @Nullable Path vhd;

  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--keep-data",
      paramLabel = "DIR",
      description = "Keep logs, blobs and state there; without it they are deleted.")
  private @Nullable Path data;

  DemoCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    if (vhd != null && !Files.isReadable(vhd)) {
      throw CommandFailed.wrong(vhd + " cannot be read.");
    }
    try (var workplace = Workplace.in(data);
        var stack = new LocalStack(context.home(), workplace.directory())) {
      closeOnInterrupt(workplace, stack);
      return run(workplace, stack).code();
    }
  }

  /** The order matters: files are deleted when nobody writes them any more. */
  private static void closeOnInterrupt(Workplace workplace, LocalStack stack) {
    Runnable close =
        () -> {
          stack.close();
          workplace.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(close, "shutdown"));
  }

  private Exit run(Workplace workplace, LocalStack stack) throws IOException {
    note("Starting Service Bus, Storage, ARM and a worker on this machine …");
    var plan = new Scene.Plan("demo", vhd, true);
    var scene = Scene.set(workplace, stack, plan, context.clock().instant());
    note("Sending job %s for the VHD of %s.\n".formatted(scene.job(), scene.size()));
    if (scene.padding() > 0) {
      context.screen().err().printf("Added %d zeros, for whole pages.%n", scene.padding());
    }
    try (var subscriber = EventSubscriber.start(scene.bus(), LocalNames.ALL, scene.job())) {
      scene.submit();
      EventRenderer renderer = context.screen().renderer(output.get());
      Runnable check = stack::requireAlive;
      CloudEvent last =
          new Following(subscriber.inbox(), renderer, check, context.clock()).untilFinal();
      return verdict(scene, last);
    }
  }

  private Exit verdict(Scene scene, CloudEvent last) throws IOException {
    if (!(last.toJobEvent().data() instanceof EventData.Succeeded done)) {
      return Exit.JOB_NOT_DONE;
    }
    ArmPool pool = ArmPool.get(scene.local().armEndpoint(), done.pool());
    if (!output.isJson()) {
      Palette palette = context.screen().palette();
      note("\n" + palette.bold("The pool, as ARM has it") + ": GET " + pool.url());
      note(pool.pretty());
      note("\n" + palette.bold("The final event, as a subscriber received it"));
      note(last.toJson());
    }
    if (!pool.isSteady()) {
      context.screen().err().println("poolwright: ARM does not call the pool steady.");
      return Exit.JOB_NOT_DONE;
    }
    return Exit.DONE;
  }

  private void note(String text) {
    if (!output.isJson()) {
      context.screen().note(output.get(), text);
    }
  }
}
