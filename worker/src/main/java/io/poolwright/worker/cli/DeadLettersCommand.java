package io.poolwright.worker.cli;

import io.poolwright.worker.servicebus.DeadLetter;
import io.poolwright.worker.servicebus.DeadLetters;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poolwright dead-letters}. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the messages that could not be handled, and why.",
      "Changes nothing. Of a body, nothing is shown from the first thing on that looks like a"
          + " secret; in the queue it stays as it was sent, with its secrets, until it is redriven."
    })
final class DeadLettersCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private final Desk desk;

  @Option(
      names = "--queue",
      paramLabel = "QUEUE",
      description = "requests or wakeups; both if left out.")
  private @Nullable WorkQueue queue;

  @Mixin private final OutputOption output = new OutputOption();

  DeadLettersCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    BusAddress bus = desk.bus();
    Screen screen = context.screen();
    if (output.isJson()) {
      list(bus, (from, letter) -> screen.out().println(DeadLetterJson.of(from, letter)));
    } else {
      var table = new DeadLetterTable(screen.out(), screen.palette());
      screen.note(output.get(), summary(list(bus, table::show)));
    }
    return Exit.DONE.code();
  }

  /** Returns how many there are. */
  private int list(BusAddress bus, BiConsumer<WorkQueue, DeadLetter> to) {
    int count = 0;
    for (WorkQueue from : WorkQueue.of(queue)) {
      var letters = new DeadLetters(bus::client, from.in(bus));
      count += from.reach(bus, () -> letters.forEach(letter -> to.accept(from, letter)));
    }
    return count;
  }

  private static String summary(int count) {
    return switch (count) {
      case 0 -> "There are no dead letters.";
      case 1 -> "One dead letter.";
      default -> count + " dead letters.";
    };
  }
}
