package io.poolwright.integration.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the workers have written.
 *
 * @param errors how often each was logged, without what differs from one time to another
 * @param givenBack deliveries that were not completed
 * @param lines everything
 */
record Logs(Map<String, Integer> errors, int givenBack, List<String> lines) {
  private static final Pattern ERROR = Pattern.compile("\\S+ ERROR (\\S+ .*)");
  private static final int LONGEST = 110;

  static Logs read(List<Path> files) throws IOException {
    var lines = new ArrayList<String>();
    for (Path file : files) {
      lines.addAll(Files.readAllLines(file));
    }
    var errors = new TreeMap<String, Integer>();
    int givenBack = 0;
    for (String line : lines) {
      Matcher error = ERROR.matcher(line);
      if (error.matches()) {
        errors.merge(withoutParticulars(error.group(1)), 1, Integer::sum);
      }
      givenBack += line.contains(" is given back: ") ? 1 : 0;
    }
    return new Logs(errors, givenBack, lines);
  }

  private static String withoutParticulars(String message) {
    String general =
        message.replaceAll("[a-z]+-\\d{3}", "(job)").replaceAll("[0-9a-f]{6,}|\\d+", "#");
    return general.length() <= LONGEST ? general : general.substring(0, LONGEST) + "…";
  }

  /** Errors in which the worker says of itself that it is wrong. */
  List<String> defects() {
    return errors.keySet().stream().filter(error -> error.contains("defect")).toList();
  }
}
