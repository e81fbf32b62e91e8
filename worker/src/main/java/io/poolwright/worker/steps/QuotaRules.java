package io.poolwright.worker.steps;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What an account's quotas leave for a pool. Whatever is short is only a warning: other pools let
 * go, quotas can be raised, and the job waits for either.
 */
final class QuotaRules {
  private static final String FIXED = "/scaleSettings/fixedScale/";

  private final BatchAccount account;
  private final List<ListedPool> others;
  private final Function<String, Optional<VmSize>> offered;
  private final Map<String, Optional<VmSize>> sizes = new HashMap<>();

  /**
   * Rules for one pool.
   *
   * @param others the account's pools without this one
   * @param offered VM sizes by name; each is asked for once
   */
  QuotaRules(
      BatchAccount account, List<ListedPool> others, Function<String, Optional<VmSize>> offered) {
    this.account = account;
    this.others = others;
    this.offered = offered;
  }

  /** Which cores a quota counts, and whose they are. */
  private record Quota(
      String name, long limit, Predicate<VmSize> counts, ToIntFunction<ListedPool> nodes) {}

  void checkPools(Findings findings) {
    findings.warnIf(
        others.size() >= account.poolQuota(),
        "/pool/id",
        "The account has %d pools, and its quota is %d."
            .formatted(others.size(), account.poolQuota()),
        "The job waits until there is room: delete a pool, or have the quota raised.");
  }

  void checkCores(JsonNode properties, VmSize size, Findings findings) {
    sizes.put(size.name(), Optional.of(size));
    check(
        new Quota(
            "dedicated cores",
            account.dedicatedCoreQuota(),
            any -> true,
            ListedPool::dedicatedNodes),
        "targetDedicatedNodes",
        properties,
        size,
        findings);
    account
        .quotaOf(size.family())
        .ifPresent(
            limit ->
                check(
                    new Quota(
                        "dedicated cores of " + size.family(),
                        limit,
                        other -> other.family().equalsIgnoreCase(size.family()),
                        ListedPool::dedicatedNodes),
                    "targetDedicatedNodes",
                    properties,
                    size,
                    findings));
    check(
        new Quota(
            "low-priority cores",
            account.lowPriorityCoreQuota(),
            any -> true,
            ListedPool::lowPriorityNodes),
        "targetLowPriorityNodes",
        properties,
        size,
        findings);
  }

  private void check(
      Quota quota, String target, JsonNode properties, VmSize size, Findings findings) {
    long nodes = properties.at(FIXED + target).asLong(0);
    long cores = nodes * size.cores();
    if (cores == 0) {
      return;
    }
    String pointer = "/pool/properties" + FIXED + target;
    String wanted = "%d nodes of %s take %d %s".formatted(nodes, size.name(), cores, quota.name());
    if (cores > quota.limit()) {
      findings.warn(
          pointer,
          wanted + ", and the account's quota is " + quota.limit() + ".",
          "Ask for fewer nodes or smaller ones, or have the quota raised; the job waits for it.");
      return;
    }
    long taken = taken(quota);
    findings.warnIf(
        cores + taken > quota.limit(),
        pointer,
        wanted + ", and other pools have %d of the account's %d.".formatted(taken, quota.limit()),
        "The job waits until there are enough: shrink another pool, or have the quota raised.");
  }

  private long taken(Quota quota) {
    return others.stream()
        .filter(pool -> quota.nodes().applyAsInt(pool) > 0)
        .mapToLong(pool -> cores(pool, quota))
        .sum();
  }

  /** Of a size that is not offered any more nobody says how many cores it has. */
  private long cores(ListedPool pool, Quota quota) {
    return sizes
        .computeIfAbsent(pool.vmSize(), offered)
        .filter(quota.counts())
        .map(size -> (long) quota.nodes().applyAsInt(pool) * size.cores())
        .orElse(0L);
  }
}
