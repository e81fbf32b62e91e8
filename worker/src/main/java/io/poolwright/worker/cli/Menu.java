package io.poolwright.worker.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The commands, in the groups in which the help shows them. */
record Menu(List<Group> groups) {
  /** These speak of the others. */
  private static final Set<String> OF_ALL = Set.of("completion", "help");

  /** Commands that are wanted on the same occasion. */
  record Group(String title, List<Item> items) {
    static Group of(String title, Item... items) {
      return new Group(title, List.of(items));
    }

    String text(Map<String, CommandLine> commands) {
      return items.stream()
          .flatMap(item -> Stream.ofNullable(commands.get(item.name)))
          .map(command -> line(command.getCommandSpec()))
          .collect(Collectors.joining("\n", title + ":\n", "\n"));
    }

    private static String line(CommandSpec command) {
      return "  %-12s  %s".formatted(command.name(), command.usageMessage().description()[0]);
    }
  }

  /**
   * A command that is not made yet.
   *
   * @param command an annotated object or a specification
   */
  record Item(String name, Supplier<Object> command) {}

  static Menu of(Context context) {
    return new Menu(
        List.of(
            Group.of(
                "Try it here",
                new Item("demo", () -> new DemoCommand(context)),
                new Item("local", () -> new LocalCommand(context))),
            Group.of(
                "Jobs",
                new Item("init", () -> new InitCommand(context)),
                new Item("upload", () -> new UploadCommand(context)),
                new Item("plan", () -> new PlanCommand(context)),
                new Item("submit", () -> new SubmitCommand(context)),
                new Item("watch", () -> new WatchCommand(context)),
                new Item("jobs", () -> new JobsCommand(context)),
                new Item("show", () -> new ShowCommand(context)),
                new Item("cancel", () -> new CancelCommand(context))),
            Group.of(
                "What there is in Azure",
                new Item("pools", () -> new PoolsCommand(context)),
                new Item("orphans", () -> new OrphansCommand(context))),
            Group.of(
                "When something is stuck",
                new Item("dead-letters", () -> new DeadLettersCommand(context)),
                new Item("redrive", () -> new RedriveCommand(context))),
            Group.of("The daemon", new Item("worker", () -> new WorkerCommand(context))),
            Group.of(
                "For your shell and editor",
                new Item("completion", () -> new CompletionCommand(context)),
                new Item("schema", () -> new SchemaCommand(context)),
                new Item("help", Menu::help))));
  }

  private static CommandSpec help() {
    CommandSpec help = CommandSpec.forAnnotatedObject(new HelpCommand());
    help.usageMessage()
        .synopsisHeading("Usage: ")
        .header(new String[0])
        .description("Shows the help of a command.");
    return help;
  }

  /**
   * Gives the root its commands, and the help that lists them.
   *
   * @param words what was typed: where it names a command that does not speak of the others, only
   *     that one is made, for each costs a short command a good part of its time
   */
  void addTo(CommandLine root, String... words) {
    String first = words.length == 0 ? "" : words[0];
    List<Item> all = groups.stream().flatMap(group -> group.items().stream()).toList();
    List<Item> named = all.stream().filter(item -> item.name().equals(first)).toList();
    for (Item item : named.isEmpty() || OF_ALL.contains(first) ? all : named) {
      var command = new CommandLine(item.command().get());
      command.getCommandSpec().version(root.getCommandSpec().version());
      root.addSubcommand(item.name(), command);
    }
    root.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> text(root.getSubcommands()));
  }

  private String text(Map<String, CommandLine> commands) {
    return groups.stream().map(group -> group.text(commands)).collect(Collectors.joining("\n"));
  }
}
