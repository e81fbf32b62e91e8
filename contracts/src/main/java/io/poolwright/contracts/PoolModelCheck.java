package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.PoolModel.Property;
import java.util.List;
import java.util.Map;

/**
 * Holds a pool's properties against ARM's model of one api-version, so that a slip is found before
 * anything is paid for. What is already refused at a place is not refused there again.
 *
 * <p>Of a version that is newer than the model, only what the model knows is looked at, and of that
 * only its kind: names, choices and duties may have changed.
 */
final class PoolModelCheck {
  private static final PoolModel MODEL = PoolModel.KNOWN;

  /** Required by ARM, and Poolwright's to set. */
  private static final String OURS = "imageReference";

  private final String version;
  private final boolean newer;

  PoolModelCheck(String version) {
    this.version = version;
    this.newer = version.compareTo(MODEL.newest()) > 0 || version.endsWith("-preview");
  }

  static PoolModelCheck ofNewest() {
    return new PoolModelCheck(MODEL.newest());
  }

  void check(Fields properties) {
    object(properties.object(), properties.place(), PoolModel.ROOT);
  }

  private void object(ObjectNode object, Place at, String type) {
    Map<String, Property> known = MODEL.properties(type, version);
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Property property = known.get(entry.getKey());
      if (property != null) {
        value(entry.getValue(), at.known(entry.getKey()), property);
      } else if (!newer) {
        unknown(entry.getKey(), at, known);
      }
    }
    if (!newer) {
      known.forEach((name, property) -> requireIf(property.required(), name, object, at));
    }
  }

  private void unknown(String name, Place around, Map<String, Property> known) {
    Place at = around.property(name);
    if (at.pointer().equals(around.pointer()) || !at.isRefused()) {
      at.refuse(
          "Azure does not know the property %s in api-version %s"
              .formatted(Shown.text(name), version),
          "leave it out"
              + Nearest.hint(name, known.keySet())
              + "; if it is newer, say its api-version in \"/pool/apiVersion\"");
    }
  }

  private static void requireIf(boolean required, String name, ObjectNode object, Place around) {
    if (required && !object.hasNonNull(name) && !name.equals(OURS)) {
      around.known(name).refuseOnce("\"" + name + "\" is missing", "add it; Azure requires it");
    }
  }

  private void value(JsonNode value, Place at, Property property) {
    if (value.isNull()) {
      return; // As if it were not there.
    }
    if (property.isList()) {
      list(value, at, property.element());
    } else if (MODEL.isType(property.type())) {
      if (value instanceof ObjectNode object) {
        object(object, at, property.type());
      } else {
        refuseKind(value, at, "an object");
      }
    } else if (property.isChoice()) {
      choice(value, at, List.of(property.type().split("\\|", -1)));
    } else {
      plain(value, at, property.type());
    }
  }

  private void list(JsonNode value, Place at, Property element) {
    if (!(value instanceof ArrayNode elements)) {
      refuseKind(value, at, "an array");
      return;
    }
    for (int i = 0; i < elements.size(); i++) {
      value(elements.get(i), at.element(i), element);
    }
  }

  /** Azure does not tell upper and lower case apart here. */
  private void choice(JsonNode value, Place at, List<String> choices) {
    if (!value.isTextual()) {
      refuseKind(value, at, "one of " + choices);
    } else if (!newer && choices.stream().noneMatch(value.textValue()::equalsIgnoreCase)) {
      at.refuseOnce(
          Shown.text(value.textValue()) + " is not known to Azure in api-version " + version,
          "make it one of " + choices + Nearest.hint(value.textValue(), choices));
    }
  }

  private static void plain(JsonNode value, Place at, String type) {
    switch (type) {
      case "string" -> refuseIf(!value.isTextual(), value, at, "a string");
      case "integer" -> refuseIf(!value.isInt(), value, at, "a whole number of 32 bits");
      case "boolean" -> refuseIf(!value.isBoolean(), value, at, "true or false");
      case "object" -> refuseIf(!value.isObject(), value, at, "an object");
      case "any" -> {}
      default -> throw new IllegalStateException("the pool model has no type " + type);
    }
  }

  private static void refuseIf(boolean wrong, JsonNode value, Place at, String expected) {
    if (wrong) {
      refuseKind(value, at, expected);
    }
  }

  private static void refuseKind(JsonNode value, Place at, String expected) {
    at.refuseOnce("it is " + JsonReader.kind(value), "make it " + expected);
  }
}
