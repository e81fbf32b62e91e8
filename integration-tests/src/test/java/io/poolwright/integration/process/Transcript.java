package io.poolwright.integration.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A session as a page shows it: lines that begin with a dollar sign, and what came back. */
record Transcript(List<Exchange> exchanges) {
  private static final String FENCE = "```";
  private static final String ANY = "…";

  /**
   * A command and its answer.
   *
   * @param answer as it is written: numbers and widths of gaps may differ, {@code …} stands for
   *     some text, and alone on a line for any number of lines
   */
  record Exchange(String command, List<String> answer) {
    /** What the answer, made {@link #plain}, has to match. */
    Pattern pattern() {
      return Pattern.compile(answer.stream().map(Exchange::line).collect(Collectors.joining()));
    }

    private static String line(String written) {
      String plain = plain(written);
      return plain.equals(ANY + "\n") ? "(?:.*\n)*" : Pattern.quote(plain).replace(ANY, "\\E.+\\Q");
    }
  }

  static Transcript of(Path page) throws IOException {
    var exchanges = new ArrayList<Exchange>();
    boolean inside = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith(FENCE)) {
        inside = line.equals(FENCE + "console");
      } else if (inside && line.startsWith("$ ")) {
        exchanges.add(new Exchange(line.substring(2), new ArrayList<>()));
      } else if (inside) {
        exchanges.get(exchanges.size() - 1).answer().add(line);
      }
    }
    return new Transcript(exchanges);
  }

  /** Without what differs from one time to the next: each number is 0, each gap one blank wide. */
  static String plain(String text) {
    return text.lines()
        .map(line -> line.replaceAll("[0-9]+([.:][0-9]+)*", "0").replaceAll("\\s+", " ").strip())
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
