package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
  @TempDir private static Path home;

  private static Map<String, CommandLine> commands() {
    var root = new CommandLine(CommandSpec.create().name("poolwright"));
    Menu.of(Context.ofThisProcess()).addTo(root);
    root.getSubcommands()
        .forEach((name, command) -> assertThat(command.getCommandName()).isEqualTo(name));
    return root.getSubcommands();
  }

  private static Stream<CommandSpec> specs() {
    return commands().values().stream().map(CommandLine::getCommandSpec);
  }

  @Test
  void withoutACommandThereIsHelpWithEachCommandOnOneLine() {
    Typed help = Typed.words(home);
    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: poolwright COMMAND").contains("Exit codes:");
    assertThat(help.out()).isEqualTo(Typed.words(home, "--help").out());
    Set<String> inColumns = new HashSet<>();
    help.out()
        .lines()
        .filter(line -> line.matches("  [a-z-]+ {2,}[A-Z].*\\."))
        .forEach(inColumns::add);
    for (CommandSpec command : specs().toList()) {
      String line =
          "  %-12s  %s".formatted(command.name(), command.usageMessage().description()[0]);
      assertThat(inColumns).contains(line);
      assertThat(line).hasSizeLessThanOrEqualTo(80);
    }
    assertThat(inColumns).hasSameSizeAs(commands().keySet());
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyCommandAndEachOfItsOptionsIsDescribed(CommandSpec command) {
    assertThat(command.usageMessage().description()).isNotEmpty().allMatch(HelpTest::isSentence);
    for (ArgSpec argument : command.args()) {
      assertThat(String.join(" ", argument.description()))
          .as(argument.paramLabel())
          .matches(HelpTest::isSentence);
    }
    for (ArgSpec positional : command.positionalParameters()) {
      assertThat(positional.paramLabel()).matches("[A-Z]+");
    }
  }

  private static boolean isSentence(String text) {
    return text.matches("(?s)\\S.*[.)}]");
  }

  @ParameterizedTest
  @MethodSource("specs")
  void helpFitsOnAScreen(CommandSpec command) {
    Typed help = Typed.words(home, command.name(), "--help");
    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: poolwright " + command.name());
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(help.out()).isEqualTo(Typed.words(home, "help", command.name()).out());
  }

  @Test
  void aWideTerminalGetsLongerLinesUpToAHundred() {
    List<Integer> widths =
        Stream.of(0, 40, 90, 300)
            .map(columns -> new Screen(System.out, System.err, columns, false).helpWidth())
            .toList();
    assertThat(widths).containsExactly(80, 60, 90, 100);
  }

  @Test
  void everyCommandTellsTheVersion() {
    assertThat(Typed.words(home, "--version").out()).startsWith("poolwright ").hasLineCount(1);
    assertThat(Typed.words(home, "jobs", "-V").out()).startsWith("poolwright ");
  }
}
