package io.poolwright.integration.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a command said.
 *
 * @param exit its exit code; -1 as long as it runs
 */
record Ran(int exit, String out, String err) {
  List<String> lines() {
    return out.lines().toList();
  }

  JsonNode json() {
    return parsed(out);
  }

  /** What it printed, one object a line. */
  List<JsonNode> jsonLines() {
    return out.lines().map(Ran::parsed).toList();
  }

  private static JsonNode parsed(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
