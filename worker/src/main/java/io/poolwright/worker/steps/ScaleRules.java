package io.poolwright.worker.steps;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What has to be true of how a pool scales, as far as it can be known without asking Azure. */
final class ScaleRules {
  private static final String SCALE = "/pool/properties/scaleSettings";
  private static final String FIXED = SCALE + "/fixedScale";
  private static final String AUTO = SCALE + "/autoScale";
  private static final Duration SHORTEST_RESIZE = Duration.ofMinutes(5);
  private static final Duration DEFAULT_RESIZE = Duration.ofMinutes(15);

  /** So long a resize of a thousand nodes takes at least, by Microsoft's advice. */
  private static final Duration A_THOUSAND_NODES = Duration.ofMinutes(15);

  private static final int MOST_TALKING = 100;
  private static final int MOST_TALKING_IN_SUBSCRIPTION = 80;
  private static final Duration SHORTEST_EVALUATION = Duration.ofMinutes(5);
  private static final Duration LONGEST_EVALUATION = Duration.ofDays(7);

  private ScaleRules() {}

  static void check(JsonNode properties, BatchAccount account, Findings findings) {
    JsonNode fixed = properties.at("/scaleSettings/fixedScale");
    if (fixed.isObject()) {
      checkResizeTimeout(fixed, findings);
      checkTalking(properties, nodes(fixed), account, findings);
    }
    JsonNode auto = properties.at("/scaleSettings/autoScale");
    if (auto.isObject()) {
      AutoscaleFormula.flaw(auto.path("formula").asText())
          .ifPresent(flaw -> findings.add(AUTO + "/formula", flaw.problem(), flaw.remedy()));
      checkEvaluation(auto, findings);
    }
  }

  /** Dedicated and low-priority ones together. */
  static long nodes(JsonNode fixed) {
    return fixed.path("targetDedicatedNodes").asLong(0)
        + fixed.path("targetLowPriorityNodes").asLong(0);
  }

  private static void checkResizeTimeout(JsonNode fixed, Findings findings) {
    Duration given = span(fixed.path("resizeTimeout").textValue());
    Duration timeout = given == null ? DEFAULT_RESIZE : given;
    findings.addIf(
        timeout.compareTo(SHORTEST_RESIZE) < 0,
        FIXED + "/resizeTimeout",
        "Batch takes no resize time-out under 5 minutes, such as " + timeout + ".",
        "Give it PT5M at least, or leave it out for 15 minutes.");
    Duration advised = A_THOUSAND_NODES.multipliedBy(nodes(fixed)).dividedBy(1000);
    findings.warnIf(
        timeout.compareTo(advised) < 0,
        FIXED + "/resizeTimeout",
        "A resize to " + nodes(fixed) + " nodes is given up after " + timeout + ".",
        "Give it " + advised + ": Microsoft advises 15 minutes for every 1,000 nodes.");
  }

  private static void checkTalking(
      JsonNode properties, long nodes, BatchAccount account, Findings findings) {
    boolean talking =
        properties.path("interNodeCommunication").asText().equalsIgnoreCase("Enabled");
    int most = account.inUserSubscription() ? MOST_TALKING_IN_SUBSCRIPTION : MOST_TALKING;
    findings.addIf(
        talking && nodes > most,
        FIXED,
        "A pool whose nodes talk to each other has at most "
            + most
            + " of them, not "
            + nodes
            + ".",
        "Ask for fewer nodes, or set interNodeCommunication to Disabled.");
  }

  private static void checkEvaluation(JsonNode auto, Findings findings) {
    Duration interval = span(auto.path("evaluationInterval").textValue());
    findings.addIf(
        interval != null
            && (interval.compareTo(SHORTEST_EVALUATION) < 0
                || interval.compareTo(LONGEST_EVALUATION) > 0),
        AUTO + "/evaluationInterval",
        "Batch evaluates a formula every 5 minutes to 168 hours, not every " + interval + ".",
        "Correct the interval, or leave it out for 15 minutes.");
  }

  /** Null where there is none, or none that can be read: of that Batch itself has the word. */
  private static @Nullable Duration span(@Nullable String text) {
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
