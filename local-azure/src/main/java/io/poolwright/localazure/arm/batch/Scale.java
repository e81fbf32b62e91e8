package io.poolwright.localazure.arm.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.Json;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scale settings of a pool: their rules and the node count they ask for. Of formulas only plain
 * assignments of a number to {@code $TargetDedicatedNodes} and {@code $TargetLowPriorityNodes} are
 * evaluated; any other asks for no nodes.
 */
final class Scale {
  private static final String PATH = "properties.scaleSettings.";
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(7);

  private Scale() {}

  /** Fills in what Batch fills in: a fixed scale of no nodes, and 15 minutes to reach it. */
  static void addDefaults(ObjectNode properties) {
    ObjectNode settings = properties.withObjectProperty("scaleSettings");
    if (settings.has("autoScale")) {
      ObjectNode auto = settings.withObjectProperty("autoScale");
      putIfAbsent(auto, "evaluationInterval", Json.object("v", "PT15M").get("v"));
      return;
    }
    ObjectNode fixed = settings.withObjectProperty("fixedScale");
    ObjectNode defaults =
        Json.object(
            "targetDedicatedNodes", 0, "targetLowPriorityNodes", 0, "resizeTimeout", "PT15M");
    defaults.properties().forEach(p -> putIfAbsent(fixed, p.getKey(), p.getValue()));
  }

  /**
   * Checks the settings.
   *
   * @throws ArmException 400 InvalidPropertyValue, AutoScalingFormulaSyntaxError
   */
  static void check(ObjectNode properties) {
    JsonNode settings = properties.path("scaleSettings");
    if (settings.has("fixedScale") && settings.has("autoScale")) {
      throw BatchErrors.invalidValue(
          "properties.scaleSettings", "fixedScale and autoScale are mutually exclusive.");
    }
    JsonNode fixed = settings.path("fixedScale");
    notNegative(fixed, "targetDedicatedNodes");
    notNegative(fixed, "targetLowPriorityNodes");
    within(fixed, "fixedScale.", "resizeTimeout");
    within(settings.path("autoScale"), "autoScale.", "evaluationInterval");
    if (settings.has("autoScale")) {
      checkFormula(Json.text(settings, "autoScale.formula"));
    }
  }

  static Nodes target(ObjectNode properties) {
    JsonNode settings = properties.path("scaleSettings");
    if (settings.has("autoScale")) {
      String formula = Json.text(settings, "autoScale.formula");
      return new Nodes(
          assigned(formula, "$TargetDedicatedNodes"), assigned(formula, "$TargetLowPriorityNodes"));
    }
    JsonNode fixed = settings.path("fixedScale");
    return new Nodes(
        fixed.path("targetDedicatedNodes").asInt(), fixed.path("targetLowPriorityNodes").asInt());
  }

  /** The settings of a pool whose formula is taken away: the nodes asked for stay asked for. */
  static ObjectNode fixedAt(Nodes nodes) {
    return Json.object(
        "fixedScale",
        Json.object(
            "targetDedicatedNodes", nodes.dedicated(),
            "targetLowPriorityNodes", nodes.lowPriority(),
            "resizeTimeout", "PT15M"));
  }

  private static void putIfAbsent(ObjectNode node, String name, JsonNode value) {
    if (!node.has(name)) {
      node.set(name, value);
    }
  }

  private static void notNegative(JsonNode fixed, String name) {
    if (fixed.path(name).asInt() < 0) {
      throw BatchErrors.invalidValue(
          PATH + "fixedScale." + name, "A pool cannot have a negative number of nodes.");
    }
  }

  private static void within(JsonNode settings, String kind, String name) {
    if (!settings.has(name)) {
      return;
    }
    String text = settings.get(name).asText();
    try {
      Duration value = Duration.parse(text);
      if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
        throw BatchErrors.invalidValue(
            PATH + kind + name, "'" + text + "' is not between PT5M and P7D.");
      }
    } catch (DateTimeParseException e) {
      throw BatchErrors.invalidValue(
          PATH + kind + name, "'" + text + "' is not an ISO 8601 duration.");
    }
  }

  private static void checkFormula(String formula) {
    if (formula.isBlank()) {
      throw BatchErrors.badFormula("The formula is empty.");
    }
    long opened = formula.chars().filter(c -> c == '(').count();
    if (opened != formula.chars().filter(c -> c == ')').count()) {
      throw BatchErrors.badFormula("The parentheses do not match.");
    }
  }

  private static int assigned(String formula, String variable) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(variable) + "\\s*=\\s*(\\d{1,6})\\s*(;|$)").matcher(formula);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
