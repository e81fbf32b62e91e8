package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what one schema takes and another refuses, in the part of JSON Schema that the contract
 * uses. What it cannot judge it reports, unless it is the same on both sides.
 *
 * @param from documents of this schema …
 * @param to … are to be valid by this one
 */
record SchemaComparison(JsonNode from, JsonNode to) {
  private static final Set<String> ANNOTATIONS =
      Set.of("title", "description", "examples", "writeOnly", "$schema", "$id", "$defs");

  /** Judged one by one below. */
  private static final Set<String> JUDGED =
      Set.of(
          "const",
          "enum",
          "type",
          "required",
          "properties",
          "items",
          "additionalProperties",
          "oneOf",
          "anyOf",
          "$ref");

  private static final Set<String> AT_MOST = Set.of("maxLength", "maxItems", "maximum");
  private static final Set<String> AT_LEAST = Set.of("minLength", "minItems", "minimum");

  /** One line each: where, and what; empty if everything is taken. */
  List<String> refusals() {
    return refusals("", from, to);
  }

  /** As {@link #refusals()}, for the definitions of this name, which both must have. */
  List<String> refusals(String definition) {
    String pointer = "/$defs/" + definition;
    return from.at(pointer).isMissingNode()
        ? List.of(pointer + ": is gone")
        : refusals(pointer, from.at(pointer), to.at(pointer));
  }

  private List<String> refusals(String at, JsonNode given, JsonNode asked) {
    JsonNode a = resolved(given, from);
    JsonNode b = resolved(asked, to);
    if (b.isBoolean() || a.isBoolean()) {
      return b.asBoolean(true) || !a.asBoolean(true) ? List.of() : List.of(at + ": is not allowed");
    }
    List<String> found = new ArrayList<>();
    for (JsonNode alternative : alternatives(a, from)) {
      found.addAll(ofOneAlternative(at, alternative, b));
    }
    return found;
  }

  private List<String> ofOneAlternative(String at, JsonNode a, JsonNode b) {
    List<String> best = null;
    for (JsonNode alternative : alternatives(b, to)) {
      List<String> found = plain(at, a, alternative);
      best = best == null || found.size() < best.size() ? found : best;
    }
    return best == null ? List.of(at + ": nothing is allowed") : best;
  }

  private List<String> plain(String at, JsonNode a, JsonNode b) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> rule : b.properties()) {
      String name = rule.getKey();
      if (!JUDGED.contains(name) && !ANNOTATIONS.contains(name)) {
        addIf(!holds(name, a.path(name), rule.getValue()), found, at + ": another " + name);
      }
    }
    addIf(
        !values(b).isEmpty() && (values(a).isEmpty() || !values(b).containsAll(values(a))),
        found,
        at + ": other values");
    addIf(b.has("type") && !hasType(a, b.path("type").asText()), found, at + ": another type");
    for (String name : Schemas.texts(b.path("required"))) {
      addIf(
          !Schemas.texts(a.path("required")).contains(name), found, at + "/" + name + ": required");
    }
    properties(at, a, b, found);
    if (b.has("items")) {
      found.addAll(refusals(at + "/[]", a.path("items"), b.path("items")));
    }
    return found;
  }

  private void properties(String at, JsonNode a, JsonNode b, List<String> found) {
    boolean aIsClosed = !a.path("additionalProperties").asBoolean(true);
    boolean bIsClosed = !b.path("additionalProperties").asBoolean(true);
    addIf(bIsClosed && !aIsClosed, found, at + ": is closed");
    for (Map.Entry<String, JsonNode> known : b.path("properties").properties()) {
      String place = at + "/" + known.getKey();
      JsonNode given = a.path("properties").path(known.getKey());
      if (given.isMissingNode()) {
        addIf(!aIsClosed, found, place + ": of any kind, or gone");
      } else {
        found.addAll(refusals(place, given, known.getValue()));
      }
    }
    for (Map.Entry<String, JsonNode> given : a.path("properties").properties()) {
      boolean unknown = !b.path("properties").has(given.getKey());
      addIf(unknown && bIsClosed, found, at + "/" + given.getKey() + ": is not known");
    }
  }

  private static boolean holds(String rule, JsonNode given, JsonNode asked) {
    if (AT_MOST.contains(rule)) {
      return given.isNumber() && given.longValue() <= asked.longValue();
    }
    if (AT_LEAST.contains(rule)) {
      return given.isNumber() && given.longValue() >= asked.longValue();
    }
    return given.equals(asked);
  }

  private static boolean hasType(JsonNode schema, String type) {
    String given = schema.path("type").asText();
    boolean known = given.isEmpty() && !values(schema).isEmpty() && type.equals("string");
    return known || given.equals(type) || (given.equals("integer") && type.equals("number"));
  }

  private static Set<String> values(JsonNode schema) {
    Set<String> values = new TreeSet<>();
    schema.path("enum").forEach(value -> values.add(value.toString()));
    if (schema.has("const")) {
      values.add(schema.path("const").toString());
    }
    return values;
  }

  /** The schema once for each of its alternatives, which is merged into it. */
  private static List<JsonNode> alternatives(JsonNode schema, JsonNode root) {
    JsonNode choices = schema.has("oneOf") ? schema.path("oneOf") : schema.path("anyOf");
    if (choices.isMissingNode()) {
      return List.of(schema);
    }
    ObjectNode base = schema.deepCopy();
    base.remove(List.of("oneOf", "anyOf"));
    List<JsonNode> all = new ArrayList<>();
    choices.forEach(choice -> all.add(merged(base, resolved(choice, root))));
    return all;
  }

  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    if (!schema.has("$ref")) {
      return schema;
    }
    ObjectNode beside = schema.deepCopy();
    beside.remove("$ref");
    return merged(beside, root.at(schema.path("$ref").asText().substring(1)));
  }

  private static JsonNode merged(ObjectNode one, JsonNode other) {
    ObjectNode all = one.deepCopy();
    other.properties().forEach(rule -> all.set(rule.getKey(), rule.getValue()));
    if (one.has("properties") && other.has("properties")) {
      ObjectNode properties = one.withObject("/properties").deepCopy();
      other.path("properties").properties().forEach(p -> properties.set(p.getKey(), p.getValue()));
      all.set("properties", properties);
    }
    one.path("required").forEach(all.withArray("/required")::add);
    return all;
  }

  private static void addIf(boolean wrong, List<String> found, String what) {
    if (wrong) {
      found.add(what);
    }
  }
}
