package io.poolwright.worker.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands, in the groups in which the help shows them. */
record Menu(List<Group> groups) {
  /** Commands that are wanted on the same occasion. */
  record Group(String title, List<CommandLine> commands) {
    /** Commands, or their specifications. */
    static Group of(String title, Object... commands) {
      return new Group(title, Stream.of(commands).map(CommandLine::new).toList());
    }

    String text() {
      return commands.stream()
          .map(command -> line(command.getCommandSpec()))
          .collect(Collectors.joining("\n", title + ":\n", "\n"));
    }

    private static String line(CommandSpec command) {
      return "  %-12s  %s".formatted(command.name(), command.usageMessage().description()[0]);
    }
  }

  static Menu of(Context context) {
    return new Menu(
        List.of(
            Group.of("Try it here", new DemoCommand(context), new LocalCommand(context)),
            Group.of(
                "Jobs",
                new InitCommand(context),
                new PlanCommand(context),
                new SubmitCommand(context),
                new WatchCommand(context),
                new JobsCommand(context),
                new ShowCommand(context),
                new CancelCommand(context)),
            Group.of(
                "When something is stuck",
                new DeadLettersCommand(context),
                new RedriveCommand(context)),
            Group.of("The daemon", new WorkerCommand(context)),
            Group.of(
                "For your shell and editor",
                new CompletionCommand(context),
                new SchemaCommand(context),
                help())));
  }

  private static CommandSpec help() {
    CommandSpec help = CommandSpec.forAnnotatedObject(new HelpCommand());
    help.usageMessage()
        .synopsisHeading("Usage: ")
        .header(new String[0])
        .description("Shows the help of a command.");
    return help;
  }

  /** Gives the root its commands, and the help that lists them. */
  void addTo(CommandLine root) {
    groups.stream()
        .flatMap(group -> group.commands().stream())
        .forEach(
            command -> {
              command.getCommandSpec().version(root.getCommandSpec().version());
              root.addSubcommand(command);
            });
    root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, this::text);
  }

  private String text(Help help) {
    return groups.stream().map(Group::text).collect(Collectors.joining("\n"));
  }
}
