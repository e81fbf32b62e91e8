package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.PoolFallback;
import io.poolwright.worker.job.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has to be true of the account and the pool that a request names. */
final class PoolCheck {
  private static final String ID = "/pool/id";
  private static final String NOT_OFFERED = "Batch does not offer this VM size in %s.";
  private static final String OTHER_SIZE =
      "Name another size; az batch location list-skus shows what is offered.";

  private final Arm arm;

  PoolCheck(Arm arm) {
    this.arm = arm;
  }

  /** The nodes that the pool will have, as far as they can be had. */
  Optional<Nodes> check(Job job, Findings findings) {
    ArmId pool = job.request().pool().id();
    Optional<BatchAccount> found =
        findings.require(
            ID,
            "There is no such Batch account.",
            "Correct the id, or create the account first.",
            () -> arm.batchAccount(pool.parent().orElseThrow()));
    return found.map(account -> check(job, account, findings));
  }

  private Nodes check(Job job, BatchAccount account, Findings findings) {
    checkAccount(account, findings);
    ArmId id = job.request().pool().id();
    Optional<List<ListedPool>> pools =
        findings.ask(
            ID,
            "Grant the worker the right to read pools.",
            () -> Optional.of(arm.pools(id.parent().orElseThrow())));
    pools.flatMap(all -> find(id, all)).ifPresent(there -> checkName(job, there.pool(), findings));
    Map<String, VmSize> sizes = new HashMap<>();
    Optional<VmSize> size = checkSize(job, account, findings);
    size.ifPresent(found -> sizes.put(Nodes.VM_SIZE, found));
    checkFallbacks(job, account, sizes, findings);
    pools.ifPresent(all -> checkQuotas(job, account, all, size, findings));
    ScaleRules.check(job.request().pool().properties(), account, findings);
    return new Nodes(account.location(), sizes);
  }

  private static Optional<ListedPool> find(ArmId id, List<ListedPool> pools) {
    return pools.stream().filter(pool -> pool.id().equals(id)).findFirst();
  }

  private static void checkAccount(BatchAccount account, Findings findings) {
    findings.addIf(
        !account.ready(),
        ID,
        "The Batch account's provisioning has not succeeded.",
        "Wait until it has, or repair the account.");
    findings.addIf(
        !account.entraAllowed(),
        ID,
        "The Batch account does not allow Entra authentication, which custom images need.",
        "Add AAD to the account's allowedAuthenticationModes.");
  }

  private static void checkName(Job job, Pool there, Findings findings) {
    if (there.deleting()) {
      findings.warn(
          ID,
          "A pool of this name is being deleted.",
          "The job waits until it is gone; another name needs no wait.");
    } else if (!job.id().value().equals(there.owner())) {
      findings.add(
          ID, "A pool of this name is there already.", "Name another pool, or delete that one.");
    }
  }

  private Optional<VmSize> checkSize(Job job, BatchAccount account, Findings findings) {
    String name = job.request().pool().properties().path("vmSize").asText();
    Optional<VmSize> size =
        findings.require(
            Nodes.VM_SIZE,
            NOT_OFFERED.formatted(account.location()),
            OTHER_SIZE,
            () -> size(job, account, name));
    size.ifPresent(found -> NodeRules.check(job, found, findings));
    return size;
  }

  private void checkFallbacks(
      Job job, BatchAccount account, Map<String, VmSize> sizes, Findings findings) {
    List<PoolFallback> fallbacks = job.request().pool().fallbacks();
    for (int i = 0; i < fallbacks.size(); i++) {
      String name = fallbacks.get(i).vmSize();
      if (name != null) {
        String pointer = "/pool/fallbacks/" + i + "/vmSize";
        findings
            .require(
                pointer,
                NOT_OFFERED.formatted(account.location()),
                OTHER_SIZE,
                () -> size(job, account, name))
            .ifPresent(
                size -> {
                  NodeRules.checkGeneration(job.request().image(), size, pointer, findings);
                  sizes.put(pointer, size);
                });
      }
    }
  }

  private Optional<VmSize> size(Job job, BatchAccount account, String name) {
    return arm.vmSize(job.request().pool().id().subscription(), account.location(), name);
  }

  private void checkQuotas(
      Job job,
      BatchAccount account,
      List<ListedPool> pools,
      Optional<VmSize> size,
      Findings findings) {
    ArmId own = job.request().pool().id();
    List<ListedPool> others = pools.stream().filter(pool -> !pool.id().equals(own)).toList();
    var rules = new QuotaRules(account, others, name -> size(job, account, name));
    rules.checkPools(findings);
    size.ifPresent(found -> rules.checkCores(job.request().pool().properties(), found, findings));
  }
}
