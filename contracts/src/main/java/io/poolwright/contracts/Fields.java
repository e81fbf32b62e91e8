package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object property by property. Nothing is thrown: what is wrong is noted at its place, and
 * reading goes on. What was asked for is what the object may have.
 */
final class Fields {
  private final ObjectNode object;
  private final Place place;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(ObjectNode object, Place place) {
    this.object = object;
    this.place = place;
  }

  ObjectNode object() {
    return object;
  }

  Place place() {
    return place;
  }

  /** The place of a property that is known here. */
  Place at(String name) {
    return place.known(name);
  }

  /** The raw value, or null if there is none. */
  @Nullable JsonNode value(String name) {
    known.add(name);
    return object.get(name);
  }

  <T> @Nullable T text(String name, TextRule<T> rule) {
    JsonNode value = value(name);
    if (value == null) {
      at(name).refuse("\"" + name + "\" is missing", "add it: " + rule.expected());
      return null;
    }
    return read(value, at(name), rule);
  }

  <T> @Nullable T text(String name, TextRule<T> rule, @Nullable T ifAbsent) {
    JsonNode value = value(name);
    return value == null ? ifAbsent : read(value, at(name), rule);
  }

  private static <T> @Nullable T read(JsonNode value, Place at, TextRule<T> rule) {
    if (!value.isTextual()) {
      at.refuse("it is " + JsonReader.kind(value), "make it " + rule.expected());
      return null;
    }
    return rule.read(value.textValue(), at);
  }

  /** A boolean; absent, it is {@code false}. */
  boolean flag(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      at(name).refuse("it is " + JsonReader.kind(value), "make it true or false");
    }
    return value != null && value.asBoolean();
  }

  /** Refuses a property that has no place here, with the reason. */
  void refuse(String name, String why) {
    if (value(name) != null) {
      at(name).refuse(why, "leave it out");
    }
  }

  Optional<Fields> child(String name) {
    if (value(name) == null) {
      at(name).refuse("\"" + name + "\" is missing", "add it: an object");
    }
    return childIfAny(name);
  }

  Optional<Fields> childIfAny(String name) {
    JsonNode value = value(name);
    if (value instanceof ObjectNode child) {
      return Optional.of(new Fields(child, at(name)));
    }
    if (value != null) {
      at(name).refuse("it is " + JsonReader.kind(value), "make it an object");
    }
    return Optional.empty();
  }

  /** To be called last: refuses every property that nobody has asked for. */
  void refuseUnknown() {
    for (String name : names()) {
      if (!known.contains(name)) {
        place
            .property(name)
            .refuse(
                "the property " + Shown.text(name) + " is not known here",
                "leave it out" + Nearest.hint(name, known));
      }
    }
  }

  /**
   * To be called last where unknown properties are welcome: refuses those that differ from a known
   * one by case only. Azure does not tell them apart, so they would slip past our checks.
   */
  void refuseOtherCase() {
    for (String name : names()) {
      known.stream()
          .filter(word -> word.equalsIgnoreCase(name) && !word.equals(name))
          .forEach(
              word ->
                  place
                      .property(name)
                      .refuse(
                          "Azure takes " + Shown.text(name) + " for \"" + word + "\"",
                          "write it \"" + word + "\", and only once"));
    }
  }

  private Iterable<String> names() {
    return object::fieldNames;
  }
}
