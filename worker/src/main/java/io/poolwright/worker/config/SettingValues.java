package io.poolwright.worker.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values by path, from the environment or the file, and everything that is wrong with them. */
final class SettingValues {
  private static final String PREFIX = "POOLWRIGHT_";
  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonNode file;
  private final Map<String, String> environment;
  private final Set<String> asked = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private SettingValues(JsonNode file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  static SettingValues read(@Nullable Path path, Map<String, String> environment) {
    var ours = new TreeMap<>(environment);
    ours.keySet().removeIf(name -> !name.startsWith(PREFIX));
    if (path == null) {
      return new SettingValues(MissingNode.getInstance(), ours);
    }
    try {
      return new SettingValues(YAML.readTree(path.toFile()), ours);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
      throw new SettingsException(List.of(path + " is no valid YAML" + where + "."));
    } catch (IOException e) {
      throw new SettingsException(List.of(path + " cannot be read."));
    }
  }

  /** A value that must be there; a problem and {@code substitute} if it is not or is wrong. */
  <T> T required(String path, String form, T substitute, Function<JsonNode, T> parse) {
    Optional<T> value = optional(path, form, parse);
    if (value.isEmpty() && node(path).isEmpty()) {
      problem(path, "is missing; it is " + form);
    }
    return value.orElse(substitute);
  }

  /**
   * A value that may be left out.
   *
   * @param form what it looks like, for people
   * @param parse throws IllegalArgumentException, or anything of its kind, on a wrong value
   */
  <T> Optional<T> optional(String path, String form, Function<JsonNode, T> parse) {
    asked.add(path);
    Optional<JsonNode> found = node(path);
    try {
      return found.map(parse);
    } catch (RuntimeException e) {
      problem(path, "is not " + form);
      return Optional.empty();
    }
  }

  boolean isGiven(String path) {
    return node(path).isPresent();
  }

  void problem(String path, String what) {
    problems.add(path + " (" + environmentName(path) + ") " + what + ".");
  }

  /** Names what nobody asked for, most likely a slip of the pen, then throws all there is. */
  void finish() {
    findUnknown("", file);
    var known = new TreeSet<>(environmentNames());
    environment.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> problems.add(name + " is no setting of this worker."));
    throwProblems();
  }

  /** Throws all that is wrong with what was asked for. */
  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  List<String> environmentNames() {
    return asked.stream().map(SettingValues::environmentName).toList();
  }

  private void findUnknown(String path, JsonNode node) {
    if (asked.contains(path)) {
      return;
    }
    if (node.isObject()) {
      node.properties()
          .forEach(
              e ->
                  findUnknown(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue()));
    } else if (!node.isMissingNode() && !node.isNull()) {
      problems.add((path.isEmpty() ? "The file" : path) + " is no setting of this worker.");
    }
  }

  private Optional<JsonNode> node(String path) {
    String variable = environment.get(environmentName(path));
    JsonNode node = variable == null ? file.at("/" + path.replace('.', '/')) : yaml(path, variable);
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  private JsonNode yaml(String path, String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      problem(path, "is no valid YAML value");
      return MissingNode.getInstance();
    }
  }

  private static String environmentName(String path) {
    return PREFIX
        + path.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
