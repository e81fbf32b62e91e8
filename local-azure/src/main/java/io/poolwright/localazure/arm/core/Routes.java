package io.poolwright.localazure.arm.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The table of what is served. A template such as {@code
 * subscriptions/{subscription}/resourceGroups/{group}} matches without regard to letter case; a
 * part in braces matches any one segment.
 */
public final class Routes {
  private static final String PROVIDERS = "providers";

  private record Route(String method, List<String> template, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Serves a route, one request at a time over the whole table: a handler sees no other's half. */
  public Routes add(String method, String template, Handler handler) {
    return add(method, template, request -> request, (request, same) -> handler.handle(request));
  }

  /**
   * Serves a route whose handler needs something slow, e.g. a look into a blob.
   *
   * @param prepare runs beside other requests, and touches no stored state
   * @param handler runs alone, as the others do, with what {@code prepare} found
   */
  public <P> Routes add(
      String method,
      String template,
      Function<ArmRequest, P> prepare,
      BiFunction<ArmRequest, P, ArmResponse> handler) {
    Handler whole =
        request -> {
          P prepared = prepare.apply(request);
          oneAtATime.lock();
          try {
            return handler.apply(request, prepared);
          } finally {
            oneAtATime.unlock();
          }
        };
    routes.add(new Route(method, List.of(template.split("/", -1)), whole));
    return this;
  }

  /**
   * Finds the route and runs it.
   *
   * @throws ArmException 404 for an address nothing serves, 405 for one that knows other methods
   *     only
   */
  public ArmResponse dispatch(ArmRequest request) {
    boolean addressKnown = false;
    for (Route route : routes) {
      Optional<Map<String, String>> names = match(route.template(), request.path());
      if (names.isPresent()) {
        addressKnown = true;
        if (route.method().equals(request.method())) {
          return route.handler().handle(request.withNames(names.get()));
        }
      }
    }
    throw addressKnown
        ? ArmException.of(
            405,
            "UnsupportedHttpVerb",
            "The resource doesn't support the HTTP verb '" + request.method() + "'.")
        : unknown(request.path());
  }

  private static Optional<Map<String, String>> match(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> names = new HashMap<>();
    for (int at = 0; at < path.size(); at++) {
      String part = template.get(at);
      if (part.startsWith("{")) {
        names.put(part.substring(1, part.length() - 1), path.get(at));
      } else if (!part.equalsIgnoreCase(path.get(at))) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  private ArmException unknown(List<String> path) {
    int at = path.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList().indexOf(PROVIDERS);
    if (at < 0 || at + 1 >= path.size()) {
      return ArmException.of(
          404, "ResourceNotFound", "Nothing is served at '/" + String.join("/", path) + "'.");
    }
    String namespace = path.get(at + 1);
    if (!serves(namespace)) {
      return ArmException.of(
          404,
          "InvalidResourceNamespace",
          "The resource namespace '"
              + namespace
              + "' is invalid; this simulator has "
              + "Microsoft.Batch, Microsoft.Compute and Microsoft.Storage.");
    }
    String type = at + 2 < path.size() ? path.get(at + 2) : "";
    return ArmException.of(
        404,
        "InvalidResourceType",
        "The resource type '"
            + type
            + "' could not be found in the namespace '"
            + namespace
            + "' at '/"
            + String.join("/", path)
            + "'.");
  }

  private boolean serves(String namespace) {
    return routes.stream()
        .flatMap(route -> route.template().stream())
        .anyMatch(namespace::equalsIgnoreCase);
  }
}
