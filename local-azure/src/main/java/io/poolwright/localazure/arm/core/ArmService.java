package io.poolwright.localazure.arm.core;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every request: authorization (its presence only), api-version, limits, scope, route;
 * and the headers that every answer carries.
 */
public final class ArmService {
  private static final Logger log = LoggerFactory.getLogger(ArmService.class);
  private static final Pattern API_VERSION =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?", Pattern.CASE_INSENSITIVE);

  private final Routes routes;
  private final Scopes scopes;
  private final Throttle throttle;
  private final boolean requireAuthorization;
  private final Supplier<UUID> ids;

  public ArmService(
      Routes routes,
      Scopes scopes,
      Throttle throttle,
      boolean requireAuthorization,
      Supplier<UUID> ids) {
    this.routes = routes;
    this.scopes = scopes;
    this.throttle = throttle;
    this.requireAuthorization = requireAuthorization;
    this.ids = ids;
  }

  /** Answers any request; never throws. */
  public ArmResponse answer(RawRequest raw) {
    String requestId = ids.get().toString();
    ArmResponse answer;
    try {
      answer = admitted(raw);
    } catch (ArmException refusal) {
      answer = refusal.error().response();
    } catch (RuntimeException e) {
      log.error("the simulator failed at {} {}", raw.method(), raw.rawPath(), e);
      answer =
          ArmError.of(500, "InternalServerError", "The simulator itself failed; its log says why.")
              .response();
    }
    return answer
        .with("x-ms-request-id", requestId)
        .with(
            "x-ms-correlation-request-id",
            raw.headers().getOrDefault("x-ms-correlation-request-id", requestId))
        .with("x-ms-routing-request-id", "LOCAL:" + requestId)
        .with("Cache-Control", "no-cache");
  }

  private ArmResponse admitted(RawRequest raw) {
    ArmRequest request = raw.parse();
    checkAuthorization(request);
    checkApiVersion(request);
    Optional<String> subscription = request.id().after("subscriptions");
    if (subscription.isEmpty()) {
      return routes.dispatch(request);
    }
    if (!scopes.hasSubscription(subscription.get())) {
      scopes.check(request);
    }
    Map.Entry<String, String> left = throttle.admit(request.method(), subscription.get());
    try {
      scopes.check(request);
      return routes.dispatch(request).with(left.getKey(), left.getValue());
    } catch (ArmException refusal) {
      throw new ArmException(refusal.error().with(left.getKey(), left.getValue()));
    }
  }

  private void checkAuthorization(ArmRequest request) {
    boolean bearer =
        request.header("authorization").filter(value -> value.startsWith("Bearer ")).isPresent();
    if (requireAuthorization && !bearer) {
      throw new ArmException(
          ArmError.of(
                  401,
                  "AuthenticationFailed",
                  "Authentication failed. The 'Authorization' header is missing.")
              .with("WWW-Authenticate", "Bearer"));
    }
  }

  private static void checkApiVersion(ArmRequest request) {
    Optional<String> version = request.query("api-version");
    if (version.isEmpty() || version.get().isEmpty()) {
      throw ArmException.of(
          400,
          "MissingApiVersionParameter",
          "The api-version query parameter (?api-version=) is required for all requests.");
    }
    if (!API_VERSION.matcher(version.get()).matches()) {
      throw ArmException.of(
          400,
          "InvalidApiVersionParameter",
          "The api-version '"
              + version.get()
              + "' is invalid: it has the form yyyy-MM-dd, or "
              + "yyyy-MM-dd-preview.");
    }
  }
}
