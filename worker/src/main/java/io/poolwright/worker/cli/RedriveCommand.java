package io.poolwright.worker.cli;

import io.poolwright.worker.engine.WakeupCodec;
import io.poolwright.worker.servicebus.DeadLetter;
import io.poolwright.worker.servicebus.DeadLetters;
import io.poolwright.worker.servicebus.DeadLetters.Selection;
import io.poolwright.worker.servicebus.Redrive;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poolwright redrive}. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends dead letters once more, as they are or corrected.",
      "A fresh copy goes to the queue and the dead letter away, in one transaction. A request for a"
          + " job that exists resumes that job."
    })
final class RedriveCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private final Desk desk;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private RedriveChoice choice = new RedriveChoice();

  @Option(
      names = "--queue",
      paramLabel = "QUEUE",
      description = "requests or wakeups; both if left out.")
  private @Nullable WorkQueue queue;

  @Option(
      names = "--edit",
      paramLabel = "FILE",
      description = "With --id: send this body instead, YAML or JSON; - reads standard input.")
  private @Nullable Path edit;

  @Option(names = "--dry-run", description = "Only say what would be sent.")
  private boolean dryRun;

  @Mixin private final OutputOption output = new OutputOption();

  RedriveCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    byte[] body = body();
    BusAddress bus = desk.bus();
    Map<WorkQueue, Selection> selections = select(bus);
    int count = selections.values().stream().mapToInt(found -> found.wanted().size()).sum();
    if (count == 0) {
      return nothing();
    }
    if (body != null) {
      check(body, selections, count);
    }
    selections.forEach((from, selection) -> send(bus, from, selection, body));
    context.screen().note(output.get(), summary(count));
    return Exit.DONE.code();
  }

  private byte @Nullable [] body() {
    if (edit == null) {
      return null;
    }
    if (!choice.isOne()) {
      throw CommandFailed.wrong("--edit needs --id: one body corrects one dead letter.");
    }
    byte[] file = InputFile.bytes(edit, context.in());
    return withoutLastLineEnd(RequestYaml.toJson(file, InputFile.name(edit)));
  }

  /** Editors end a file with one, and a wake-up has none. */
  private static byte[] withoutLastLineEnd(byte[] file) {
    int end = file.length;
    while (end > 0 && (file[end - 1] == '\n' || file[end - 1] == '\r')) {
      end--;
    }
    return Arrays.copyOf(file, end);
  }

  private Map<WorkQueue, Selection> select(BusAddress bus) {
    var selections = new EnumMap<WorkQueue, Selection>(WorkQueue.class);
    for (WorkQueue from : WorkQueue.of(queue)) {
      var letters = new DeadLetters(bus::client, from.in(bus));
      Selection found = from.reach(bus, () -> letters.select(choice.filter()));
      if (!found.wanted().isEmpty()) {
        selections.put(from, found);
      }
    }
    return selections;
  }

  private int nothing() {
    if (choice.isOne()) {
      throw CommandFailed.wrong(
          "No dead letter has this id; see what there is with: poolwright dead-letters");
    }
    context.screen().note(output.get(), "There is no such dead letter; nothing was sent.");
    return Exit.DONE.code();
  }

  /** A body that is wrong again would only come back. */
  private static void check(byte[] body, Map<WorkQueue, Selection> selections, int count) {
    if (count > 1) {
      throw CommandFailed.wrong(
          count + " dead letters have this id, and one body corrects one; try --queue.");
    }
    if (selections.containsKey(WorkQueue.REQUESTS)) {
      RequestFile.decoded(body);
    } else if (WakeupCodec.decode(body) instanceof WakeupCodec.Decoded.Malformed malformed) {
      throw CommandFailed.wrong("This is no wake-up, and was not sent: " + malformed.why());
    }
  }

  private void send(BusAddress bus, WorkQueue from, Selection selection, byte @Nullable [] body) {
    if (dryRun) {
      selection.wanted().forEach(letter -> tell(from, letter));
      return;
    }
    var redrive = new Redrive(bus::client, from.in(bus));
    List<DeadLetter> missing =
        from.reach(bus, () -> redrive.send(selection, body, letter -> tell(from, letter)));
    if (!missing.isEmpty()) {
      throw CommandFailed.unreachable(
          "%d of %d were not to be had in %s: somebody else holds them at present. Try again."
              .formatted(missing.size(), selection.wanted().size(), from));
    }
  }

  private void tell(WorkQueue from, DeadLetter letter) {
    String line =
        output.isJson()
            ? DeadLetterJson.redriven(from, letter, !dryRun)
            : "%s %s from %s as %s"
                .formatted(dryRun ? "Would send" : "Sent", letter.id(), from, letter.copyId());
    context.screen().out().println(line);
    context.screen().out().flush();
  }

  private String summary(int count) {
    String letters = count == 1 ? "One dead letter" : count + " dead letters";
    return letters + (dryRun ? " would be sent again; nothing was." : " sent again.");
  }
}
