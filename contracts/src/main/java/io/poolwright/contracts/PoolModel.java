package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What ARM takes as a pool's properties, by api-version; read from {@code pool-model.json}, which
 * says how to read it.
 */
final class PoolModel {
  static final PoolModel KNOWN = load();
  static final String ROOT = "PoolProperties";

  private final String newest;
  private final Map<String, List<Line>> types;

  /**
   * A property in one api-version.
   *
   * @param type a kind of JSON, the name of a type, a list of either in brackets, or choices
   */
  record Property(String type, boolean required) {
    boolean isList() {
      return type.startsWith("[");
    }

    boolean isChoice() {
      return type.contains("|");
    }

    Property element() {
      return new Property(type.substring(1, type.length() - 1), false);
    }
  }

  /**
   * A property, and in which api-versions it is one.
   *
   * @param since the first of them; empty if all the older ones are
   * @param until the first that is none of them any more; null if there is none yet
   */
  private record Line(String name, Property property, String since, @Nullable String until) {
    static Line of(String name, String text) {
      String[] words = text.split(", ", -1);
      boolean required = false;
      String since = "";
      String until = null;
      for (int i = 1; i < words.length; i++) {
        String date = words[i].substring(words[i].indexOf(' ') + 1);
        since = words[i].startsWith("since") ? date : since;
        until = words[i].startsWith("until") ? date : until;
        required |= words[i].equals("required");
      }
      return new Line(name, new Property(words[0], required), since, until);
    }

    boolean isOf(String version) {
      return version.compareTo(since) >= 0 && (until == null || version.compareTo(until) < 0);
    }
  }

  private PoolModel(String newest, Map<String, List<Line>> types) {
    this.newest = newest;
    this.types = types;
  }

  /** The newest api-version that is known here. */
  String newest() {
    return newest;
  }

  boolean isType(String name) {
    return types.containsKey(name);
  }

  /** The properties of a type in an api-version, {@code yyyy-MM-dd}. */
  Map<String, Property> properties(String type, String version) {
    Map<String, Property> known = new LinkedHashMap<>();
    for (Line line : types.getOrDefault(type, List.of())) {
      if (line.isOf(version)) {
        known.put(line.name, line.property);
      }
    }
    return known;
  }

  private static PoolModel load() {
    String name = "pool-model.json";
    try (InputStream in = Objects.requireNonNull(PoolModel.class.getResourceAsStream(name), name)) {
      JsonNode model = ContractJson.newMapper().readTree(in);
      JsonNode versions = model.path("versions");
      return new PoolModel(versions.path(versions.size() - 1).asText(), types(model.path("types")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<Line>> types(JsonNode model) {
    Map<String, List<Line>> types = new HashMap<>();
    for (Map.Entry<String, JsonNode> type : model.properties()) {
      var lines = new ArrayList<Line>();
      type.getValue().properties().forEach(property -> addLines(property, lines));
      types.put(type.getKey(), lines);
    }
    return types;
  }

  /** A property has one line, or several if its type has changed. */
  private static void addLines(Map.Entry<String, JsonNode> property, List<Line> lines) {
    JsonNode texts = property.getValue();
    if (texts.isTextual()) {
      lines.add(Line.of(property.getKey(), texts.textValue()));
    }
    texts.forEach(text -> lines.add(Line.of(property.getKey(), text.textValue())));
  }
}
