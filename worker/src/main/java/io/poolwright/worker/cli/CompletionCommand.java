package io.poolwright.worker.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolwright completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints a script by which bash or zsh completes what you type.",
    footer = {
      "",
      "Install it with a line in ~/.bashrc or ~/.zshrc:",
      "  bash:  source <(poolwright completion bash)",
      "  zsh:   source <(poolwright completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Those that the script runs in. */
  enum Shell {
    BASH,
    ZSH;

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Context context;

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      description = "bash or zsh (${DEFAULT-VALUE}).",
      defaultValue = "bash")
  @SuppressWarnings("UnusedVariable") // picocli refuses other words; the script is the same
  private Shell shell = Shell.BASH;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec before it runs anything
  CompletionCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    context.screen().out().print(AutoComplete.bash(root.name(), root.commandLine()));
    return Exit.DONE.code();
  }
}
