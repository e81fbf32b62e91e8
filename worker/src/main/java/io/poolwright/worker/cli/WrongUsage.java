package io.poolwright.worker.cli;

import io.poolwright.contracts.Nearest;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in few lines what is wrong with what was typed; the whole help would hide it. */
final class WrongUsage implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] words) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("poolwright: " + text(failure));
    if (command.getParent() != null) {
      CommandLine.Help help = command.getHelp();
      err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
    }
    err.printf("See: %s --help%n", command.getCommandSpec().qualifiedName());
    return Exit.WRONG_REQUEST.code();
  }

  private static String text(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched
        ? tooMuch(unmatched.getUnmatched().get(0), failure.getCommandLine().getCommandSpec())
        : String.valueOf(failure.getMessage());
  }

  private static String tooMuch(String word, CommandSpec command) {
    if (word.startsWith("-")) {
      return "There is no option \"%s\".%s"
          .formatted(word, hint(word, command.optionsMap().keySet()));
    }
    return command.subcommands().isEmpty()
        ? "\"%s\" is one argument too many.".formatted(word)
        : "There is no command \"%s\".%s"
            .formatted(word, hint(word, command.subcommands().keySet()));
  }

  /** What was begun and not ended counts as near, too. */
  private static String hint(String word, Collection<String> known) {
    String bare = word.split("=", 2)[0];
    return Stream.concat(
            known.stream().filter(name -> bare.length() > 1 && name.startsWith(bare)),
            Nearest.to(bare, known).stream())
        .findFirst()
        .map(name -> " Did you mean \"" + name + "\"?")
        .orElse("");
  }
}
