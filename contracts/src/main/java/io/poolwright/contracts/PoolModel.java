package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What ARM takes as a pool's properties, by api-version; read from {@code pool-model.json}, which
 * says how to read it.
 */
final class PoolModel {
  static final PoolModel KNOWN = load();
  static final String ROOT = "PoolProperties";

  private final String newest;
  private final JsonNode types;

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

  private PoolModel(String newest, JsonNode types) {
    this.newest = newest;
    this.types = types;
  }

  /** The newest api-version that is known here. */
  String newest() {
    return newest;
  }

  boolean isType(String name) {
    return types.has(name);
  }

  /** The properties of a type in an api-version, {@code yyyy-MM-dd}. */
  Map<String, Property> properties(String type, String version) {
    Map<String, Property> known = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : types.path(type).properties()) {
      JsonNode lines = property.getValue();
      if (lines.isTextual()) {
        add(property.getKey(), lines.textValue(), version, known);
      }
      lines.forEach(line -> add(property.getKey(), line.textValue(), version, known));
    }
    return known;
  }

  private static void add(String name, String line, String version, Map<String, Property> known) {
    String[] words = line.split(", ", -1);
    boolean required = false;
    for (int i = 1; i < words.length; i++) {
      String date = words[i].substring(words[i].indexOf(' ') + 1);
      boolean tooOld = words[i].startsWith("since") && version.compareTo(date) < 0;
      boolean tooNew = words[i].startsWith("until") && version.compareTo(date) >= 0;
      if (tooOld || tooNew) {
        return;
      }
      required |= words[i].equals("required");
    }
    known.put(name, new Property(words[0], required));
  }

  private static PoolModel load() {
    String name = "pool-model.json";
    try (InputStream in = Objects.requireNonNull(PoolModel.class.getResourceAsStream(name), name)) {
      JsonNode model = ContractJson.newMapper().readTree(in);
      JsonNode versions = model.path("versions");
      return new PoolModel(versions.path(versions.size() - 1).asText(), model.path("types"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
