package io.poolwright.localazure.arm.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.localazure.arm.core.Json;
import io.poolwright.localazure.arm.core.Latencies;
import io.poolwright.localazure.arm.core.ResourceId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a pool becomes by each write to it. Stores nothing. */
final class PoolChanges {
  private static final Set<String> CHANGEABLE =
      Set.of(
          "applicationPackages",
          "certificates",
          "displayName",
          "metadata",
          "scaleSettings",
          "startTask",
          "targetNodeCommunicationMode");

  private final PoolStore pools;
  private final PoolRules rules;
  private final Latencies latencies;
  private final Clock clock;
  private final EtagSource etags;
  private final Accounts accounts;

  PoolChanges(
      Accounts accounts, PoolStore pools, PoolRules rules, Latencies latencies, Clock clock) {
    this.accounts = accounts;
    this.pools = pools;
    this.rules = rules;
    this.latencies = latencies;
    this.clock = clock;
    this.etags = new EtagSource(clock);
  }

  Pool created(ResourceId id, BatchAccount account, ObjectNode body) {
    ObjectNode properties = withDefaults(body);
    PoolRules.Checked checked = rules.check(properties, account);
    if (pools.in(accounts.id(account)).size() >= account.poolQuota()) {
      throw BatchErrors.conflict(
          "PoolQuotaReached",
          "Pool quota for the account has been reached: " + account.poolQuota() + " pools.");
    }
    Instant now = clock.instant();
    return new Pool(
        id,
        etags.next(),
        now,
        now,
        properties,
        child(body, "identity"),
        child(body, "tags"),
        resize(id, account, properties, Nodes.NONE, checked),
        null,
        null);
  }

  Pool replaced(Pool pool, BatchAccount account, ObjectNode body) {
    return changed(pool, account, withDefaults(body));
  }

  /** Each property given replaces the one before; an empty start task takes it away. */
  Pool patched(Pool pool, BatchAccount account, ObjectNode body) {
    ObjectNode properties = pool.properties().deepCopy();
    for (Map.Entry<String, JsonNode> given : body.path("properties").properties()) {
      properties.set(given.getKey(), given.getValue());
    }
    if (properties.path("startTask").isEmpty()) {
      properties.remove("startTask");
    }
    Scale.addDefaults(properties);
    boolean rescaled = body.path("properties").has("scaleSettings");
    return rescaled ? rescaled(pool, account, properties) : changed(pool, account, properties);
  }

  Pool stopped(Pool pool) {
    Instant now = clock.instant();
    if (pool.resize().state(now) != Resize.State.RESIZING) {
      throw BatchErrors.conflict(
          "OperationInvalidForCurrentState",
          "The pool is " + pool.resize().state(now).wire + ": there is no resize to stop.");
    }
    return pool.changed(etags.next(), now, pool.properties(), pool.resize().stopped(now));
  }

  Pool withoutAutoScale(Pool pool) {
    if (!pool.properties().path("scaleSettings").has("autoScale")) {
      return pool;
    }
    ObjectNode properties = pool.properties().deepCopy();
    properties.set("scaleSettings", Scale.fixedAt(pool.resize().target()));
    return pool.changed(etags.next(), clock.instant(), properties, pool.resize());
  }

  private Pool changed(Pool pool, BatchAccount account, ObjectNode properties) {
    boolean sameScale =
        properties.path("scaleSettings").equals(pool.properties().path("scaleSettings"));
    if (!sameScale) {
      return rescaled(pool, account, properties);
    }
    checkImmutable(pool, properties);
    return pool.changed(etags.next(), clock.instant(), properties, pool.resize());
  }

  private Pool rescaled(Pool pool, BatchAccount account, ObjectNode properties) {
    checkImmutable(pool, properties);
    Instant now = clock.instant();
    if (pool.resize().state(now) != Resize.State.STEADY) {
      throw BatchErrors.conflict("PoolBeingResized", "The specified pool is being resized.");
    }
    Nodes from = pool.resize().current(now);
    if (rules.imageIsGone(properties)) {
      Scale.check(properties);
      return pool.changed(etags.next(), now, properties, withoutImage(from, properties, now));
    }
    PoolRules.Checked checked = rules.check(properties, account);
    return pool.changed(
        etags.next(), now, properties, resize(pool.id(), account, properties, from, checked));
  }

  private static void checkImmutable(Pool pool, ObjectNode properties) {
    Set<String> names = new TreeSet<>();
    pool.properties().fieldNames().forEachRemaining(names::add);
    properties.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      boolean same = properties.path(name).equals(pool.properties().path(name));
      if (!same && !CHANGEABLE.contains(name)) {
        throw BatchErrors.cannotBeUpdated("properties." + name);
      }
    }
  }

  private Resize resize(
      ResourceId id,
      BatchAccount account,
      ObjectNode properties,
      Nodes from,
      PoolRules.Checked checked) {
    Nodes target = Scale.target(properties);
    Allocation.Outcome outcome =
        Allocation.of(
            account,
            target,
            checked.size(),
            checked.image(),
            pools.usedBeside(id, accounts.id(account), checked.size()),
            Json.text(properties, "interNodeCommunication").equalsIgnoreCase("Enabled"));
    Instant now = clock.instant();
    Instant end = now.plus(latencies.resize());
    return new Resize(now, end, from, target, outcome.reached(), outcome.errors(), null);
  }

  /** A pool outlives its image, but cannot grow without it. */
  private Resize withoutImage(Nodes from, ObjectNode properties, Instant now) {
    Nodes target = Scale.target(properties);
    Nodes reached =
        new Nodes(
            Math.min(from.dedicated(), target.dedicated()),
            Math.min(from.lowPriority(), target.lowPriority()));
    Resize.Shortfall lost =
        new Resize.Shortfall(
            "DependentResourceNotFound", "The image that the pool was created from was not found.");
    boolean complete = reached.equals(target);
    return new Resize(
        now,
        now.plus(latencies.resize()),
        from,
        target,
        reached,
        complete ? List.of() : List.of(lost),
        null);
  }

  private static ObjectNode withDefaults(ObjectNode body) {
    ObjectNode properties = body.withObjectProperty("properties").deepCopy();
    ObjectNode defaults =
        Json.object(
            "interNodeCommunication",
            "Disabled",
            "taskSlotsPerNode",
            1,
            "taskSchedulingPolicy",
            Json.object("nodeFillType", "Spread"));
    defaults
        .properties()
        .forEach(
            entry -> {
              if (!properties.has(entry.getKey())) {
                properties.set(entry.getKey(), entry.getValue());
              }
            });
    if (properties.path("startTask").isObject() && properties.path("startTask").isEmpty()) {
      properties.remove("startTask");
    }
    Scale.check(properties);
    Scale.addDefaults(properties);
    return properties;
  }

  private static @Nullable ObjectNode child(ObjectNode body, String name) {
    return body.get(name) instanceof ObjectNode object ? object : null;
  }
}
