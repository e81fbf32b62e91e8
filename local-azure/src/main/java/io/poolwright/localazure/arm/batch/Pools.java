package io.poolwright.localazure.arm.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.ArmException;
import io.poolwright.localazure.arm.core.ArmRequest;
import io.poolwright.localazure.arm.core.ArmResponse;
import io.poolwright.localazure.arm.core.Latencies;
import io.poolwright.localazure.arm.core.Paging;
import io.poolwright.localazure.arm.core.Preconditions;
import io.poolwright.localazure.arm.core.ResourceId;
import io.poolwright.localazure.arm.core.Routes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The pool resource: what each method on it does. */
final class Pools {
  private static final String POOL = Accounts.ACCOUNT + "/pools/{pool}";
  private static final int PAGE = 1000;

  private final Accounts accounts;
  private final PoolStore pools;
  private final PoolChanges changes;
  private final Latencies latencies;
  private final Clock clock;

  Pools(Accounts accounts, PoolStore pools, PoolChanges changes, Latencies latencies, Clock clock) {
    this.accounts = accounts;
    this.pools = pools;
    this.changes = changes;
    this.latencies = latencies;
    this.clock = clock;
  }

  void serve(Routes routes) {
    routes.add("GET", Accounts.ACCOUNT + "/pools", this::list);
    routes.add("GET", POOL, request -> answer(existing(request)));
    routes.add("PUT", POOL, this::put);
    routes.add("PATCH", POOL, this::patch);
    routes.add("DELETE", POOL, this::delete);
    routes.add("POST", POOL + "/stopResize", request -> store(changes.stopped(usable(request))));
    routes.add("POST", POOL + "/disableAutoScale", this::disableAutoScale);
    routes.add(
        "GET", Accounts.ACCOUNT + "/poolOperationResults/{operation}", this::operationResult);
  }

  private ArmResponse list(ArmRequest request) {
    ResourceId account = accounts.id(accounts.find(request));
    Instant now = clock.instant();
    List<ObjectNode> found =
        pools.in(account).stream().map(pool -> PoolJson.of(pool, now)).toList();
    return Paging.page(
        request, found, request.query("maxresults").map(this::pageSize).orElse(PAGE));
  }

  private int pageSize(String text) {
    if (text.matches("[1-9]\\d{0,3}")) {
      return Math.min(PAGE, Integer.parseInt(text));
    }
    throw ArmException.of(
        400,
        "OutOfRangeQueryParameterValue",
        "maxresults '" + text + "' does not lie between 1 and " + PAGE + ".");
  }

  private ArmResponse put(ArmRequest request) {
    BatchAccount account = accounts.find(request);
    PoolName.check(request.name("pool"));
    ObjectNode body = request.requiredBody();
    Optional<Pool> existing = pools.find(id(request));
    existing.ifPresent(Pools::refuseDeleting);
    checkConditions(request, existing);
    ObjectNode read = new BodyCheck(PropertyTable.POOL, request.apiVersion()).read(body);
    Pool pool =
        existing.isPresent()
            ? changes.replaced(existing.get(), account, read)
            : changes.created(id(request), account, read);
    return store(pool);
  }

  private ArmResponse patch(ArmRequest request) {
    Pool pool = usable(request);
    ObjectNode read =
        new BodyCheck(PropertyTable.POOL, request.apiVersion()).read(request.requiredBody());
    return store(changes.patched(pool, accounts.find(request), read));
  }

  private ArmResponse disableAutoScale(ArmRequest request) {
    return store(changes.withoutAutoScale(usable(request)));
  }

  private ArmResponse delete(ArmRequest request) {
    BatchAccount account = accounts.find(request);
    Optional<Pool> existing = pools.find(id(request));
    if (existing.isEmpty()) {
      return ArmResponse.empty(204);
    }
    checkConditions(request, existing);
    Instant now = clock.instant();
    Pool pool = existing.get();
    Pool deleting = pool.isDeleting() ? pool : pool.deleted(now, now.plus(latencies.delete()));
    pools.put(deleting);
    return pending(request, accounts.id(account), operationName(deleting));
  }

  private ArmResponse operationResult(ArmRequest request) {
    ResourceId account = accounts.id(accounts.find(request));
    String operation = request.name("operation");
    boolean running =
        pools.in(account).stream()
            .filter(Pool::isDeleting)
            .anyMatch(pool -> operationName(pool).equals(operation));
    return running ? pending(request, account, operation) : ArmResponse.empty(200);
  }

  private static ArmResponse pending(ArmRequest request, ResourceId account, String operation) {
    return ArmResponse.empty(202)
        .with("Location", request.link(account.child("poolOperationResults", operation).text()))
        .with("Retry-After", "1");
  }

  /** Names the deletion of this very pool, not of a later one of the same name. */
  private static String operationName(Pool pool) {
    return "delete-"
        + pool.id().name()
        + "-"
        + pool.etag().replaceAll("[^0-9A-Fx]", "").substring(2);
  }

  private ArmResponse store(Pool pool) {
    pools.put(pool);
    return answer(pool);
  }

  private ArmResponse answer(Pool pool) {
    return ArmResponse.ok(PoolJson.of(pool, clock.instant()))
        .with("ETag", pool.etag())
        .with(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                pool.lastModified().atZone(ZoneOffset.UTC)));
  }

  private Pool usable(ArmRequest request) {
    Pool pool = existing(request);
    refuseDeleting(pool);
    checkConditions(request, Optional.of(pool));
    return pool;
  }

  private Pool existing(ArmRequest request) {
    accounts.find(request);
    return pools
        .find(id(request))
        .orElseThrow(() -> BatchErrors.poolNotFound(request.name("pool")));
  }

  private ResourceId id(ArmRequest request) {
    return accounts.id(accounts.find(request)).child("pools", request.name("pool"));
  }

  private static void refuseDeleting(Pool pool) {
    if (pool.isDeleting()) {
      throw BatchErrors.conflict(
          "PoolBeingDeleted",
          "The specified pool has been marked for deletion and is being reclaimed.");
    }
  }

  private static void checkConditions(ArmRequest request, Optional<Pool> existing) {
    if (!Preconditions.hold(request, existing.map(Pool::etag))) {
      throw BatchErrors.conditionNotMet();
    }
  }
}
