package io.poolwright.localazure.arm.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which properties a pool's body may have in which api-version; read from pool-properties.txt. */
final class PropertyTable {
  static final String ROOT = "Pool";
  static final PropertyTable POOL = load("pool-properties.txt");

  /**
   * A property of a type.
   *
   * @param since first api-version that knows it, or empty
   * @param until first api-version that no longer does, or empty
   */
  record Property(
      String name, String type, boolean required, String since, String until, boolean secret) {

    boolean knownIn(String apiVersion) {
      return (since.isEmpty() || apiVersion.compareTo(since) >= 0)
          && (until.isEmpty() || apiVersion.compareTo(until) < 0);
    }

    static Property parse(String line) {
      String[] words = line.strip().split(" ", -1);
      boolean required = false;
      boolean secret = false;
      String since = "";
      String until = "";
      for (int at = 2; at < words.length; at++) {
        String word = words[at];
        required |= word.equals("!");
        secret |= word.equals("secret");
        since = word.startsWith(">=") ? word.substring(2) : since;
        until = word.startsWith("<") ? word.substring(1) : until;
      }
      return new Property(words[0], words[1], required, since, until, secret);
    }
  }

  private final Map<String, List<Property>> types;

  private PropertyTable(Map<String, List<Property>> types) {
    this.types = types;
  }

  boolean isType(String name) {
    return types.containsKey(name);
  }

  /** The properties of a type that an api-version knows. */
  List<Property> properties(String type, String apiVersion) {
    return types.getOrDefault(type, List.of()).stream()
        .filter(property -> property.knownIn(apiVersion))
        .toList();
  }

  Optional<Property> find(String type, String name, String apiVersion) {
    return properties(type, apiVersion).stream()
        .filter(property -> property.name().equals(name))
        .findFirst();
  }

  private static PropertyTable load(String resource) {
    try (InputStream in =
        Objects.requireNonNull(PropertyTable.class.getResourceAsStream(resource), resource)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PropertyTable parse(String text) {
    Map<String, List<Property>> types = new HashMap<>();
    String type = "";
    for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      if (line.startsWith(" ")) {
        types.computeIfAbsent(type, t -> new ArrayList<>()).add(Property.parse(line));
      } else {
        type = line.strip();
      }
    }
    return new PropertyTable(types);
  }
}
