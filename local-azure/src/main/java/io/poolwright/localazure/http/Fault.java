package io.poolwright.localazure.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way in which matching requests go wrong, as {@code POST /_control/faults} takes it.
 *
 * @param method exact method; null for any
 * @param path regular expression that must be found in the undecoded path
 * @param query regular expression that must be found in the undecoded query; null for any
 * @param nth only the n-th matching request from now, from 1
 * @param every {@code true}: each matching request until the fault is deleted
 * @param times the next n matching requests
 * @param probability each matching request with this chance, above 0 and up to 1. Exactly one of
 *     nth, every, times and probability is given.
 * @param seed of the chances, only with probability; 0 if left out. The same seed picks the same
 *     ones of the matching requests.
 * @param action what happens
 * @param status HTTP status, only and always with {@link Action#STATUS}
 * @param code the service's error code, for example {@code ServerBusy}; the default is {@code
 *     InjectedFault}
 * @param headers added to the answer of {@link Action#STATUS}
 * @param body replaces the service's own error body: a string as it is, anything else as JSON
 * @param delayMillis milliseconds, only and always with {@link Action#DELAY}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(
    @Nullable String method,
    String path,
    @Nullable String query,
    @Nullable Integer nth,
    @Nullable Boolean every,
    @Nullable Integer times,
    @Nullable Double probability,
    @Nullable Long seed,
    Action action,
    @Nullable Integer status,
    @Nullable String code,
    @Nullable Map<String, String> headers,
    @Nullable JsonNode body,
    @Nullable Long delayMillis) {

  /** What happens to a request that the fault fires on. */
  public enum Action {
    /** Answered with the status, without being done. */
    @JsonProperty("status")
    STATUS,
    /** Neither done nor answered; the connection stays open until the fault is deleted. */
    @JsonProperty("hang")
    HANG,
    /** Neither done nor answered; the connection is closed. */
    @JsonProperty("cut")
    CUT,
    /** Done, then the connection is closed without an answer. */
    @JsonProperty("loseResponse")
    LOSE_RESPONSE,
    /** Done and not answered; the connection stays open until the fault is deleted. */
    @JsonProperty("holdResponse")
    HOLD_RESPONSE,
    /** Done and answered after the delay. */
    @JsonProperty("delay")
    DELAY
  }

  public Fault {
    require(path != null, "path", "give a regular expression, for example \"/pools/\"");
    require(
        action != null,
        "action",
        "give one of status, hang, cut, loseResponse, holdResponse and delay");
    requirePattern("path", path);
    requirePattern("query", query);
    long counts = Stream.of(nth, every, times, probability).filter(given -> given != null).count();
    require(counts == 1, "nth", "give exactly one of nth, every, times and probability");
    require(nth == null || nth > 0, "nth", "give a number from 1");
    require(every == null || every, "every", "give true, or leave it out");
    require(times == null || times > 0, "times", "give a number from 1");
    require(
        probability == null || (probability > 0 && probability <= 1),
        "probability",
        "give a number above 0 and up to 1");
    require(seed == null || probability != null, "seed", "give it with probability only");
    require(
        (action == Action.STATUS) == (status != null)
            && (status == null || (status >= 200 && status < 600)),
        "status",
        "give a number from 200 to 599 with the action status, and leave it out otherwise");
    require(
        (action == Action.DELAY) == (delayMillis != null)
            && (delayMillis == null || delayMillis >= 0),
        "delayMillis",
        "give milliseconds with the action delay, and leave it out otherwise");
  }

  private static void requirePattern(String field, @Nullable String pattern) {
    try {
      Pattern.compile(pattern == null ? "" : pattern);
    } catch (PatternSyntaxException e) {
      throw new InvalidFault(field, "mend the regular expression: " + e.getDescription());
    }
  }

  private static void require(boolean holds, String field, String mend) {
    if (!holds) {
      throw new InvalidFault(field, mend);
    }
  }
}
