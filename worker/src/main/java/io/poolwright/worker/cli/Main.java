package io.poolwright.worker.cli;

import io.poolwright.worker.config.SettingsException;
import io.poolwright.worker.job.CallFailed;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code poolwright}: one word says what to do. */
@Command(
    name = "poolwright",
    mixinStandardHelpOptions = true,
    description = "Turns one Service Bus message into a ready Azure Batch pool.",
    customSynopsis = "poolwright COMMAND [OPTION|ARGUMENT]...",
    descriptionHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%n",
    footer = {
      "",
      "Make your first pool: start 'poolwright local', and in another terminal",
      "  poolwright init request.yaml",
      "  poolwright submit request.yaml --watch"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the job failed, was rejected or was cancelled",
      "2:the request, the settings or the arguments are wrong; nothing was sent",
      "3:something that is needed is not there or does not answer"
    })
public final class Main implements Runnable {
  private final Context context;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec before it runs anything
  private Main(Context context) {
    this.context = context;
  }

  public static void main(String[] args) {
    Logging.ofCommand();
    System.exit(run(Context.ofThisProcess(), args));
  }

  /** Runs one command and returns its exit code. */
  static int run(Context context, String... args) {
    Screen screen = context.screen();
    var line = new CommandLine(new Main(context));
    line.getCommandSpec().version("poolwright " + version());
    Menu.of(context).addTo(line, args);
    line.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(writer(screen.out()))
        .setErr(writer(screen.err()))
        .setUsageHelpWidth(screen.helpWidth())
        .setParameterExceptionHandler(new WrongUsage())
        .setExecutionExceptionHandler((failure, at, result) -> explain(failure, screen));
    int code = line.execute(args);
    screen.out().flush();
    return code;
  }

  /** Of the jar; classes that were never packed have none. */
  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(not packed)");
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int explain(Exception failure, Screen screen) {
    screen.out().flush();
    if (failure instanceof CommandFailed failed) {
      screen.err().println("poolwright: " + failed.getMessage());
      return failed.exit().code();
    }
    if (failure instanceof SettingsException wrong) {
      screen.err().println("poolwright: the settings are wrong:");
      wrong.problems().forEach(problem -> screen.err().println("  " + problem));
      return Exit.WRONG_REQUEST.code();
    }
    String what =
        failure instanceof CallFailed
            ? String.valueOf(failure.getMessage())
            : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    screen.err().println("poolwright: " + what);
    return Exit.UNREACHABLE.code();
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(context.screen().out());
  }
}
