package io.poolwright.worker.steps;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.Job;
import java.util.Optional;

/** What has to be true of the account and the pool that a request names. */
final class PoolCheck {
  private static final String ID = "/pool/id";
  private static final String VM_SIZE = "/pool/properties/vmSize";
  private static final String TARGETS = "/pool/properties/scaleSettings/fixedScale";

  private final Arm arm;

  PoolCheck(Arm arm) {
    this.arm = arm;
  }

  Optional<BatchAccount> check(Job job, Findings findings) {
    ArmId pool = job.request().pool().id();
    Optional<BatchAccount> found =
        findings.require(
            ID,
            "There is no such Batch account.",
            "Correct the id, or create the account first.",
            () -> arm.batchAccount(pool.parent().orElseThrow()));
    found.ifPresent(
        account -> {
          checkAccount(account, findings);
          checkName(job, findings);
          checkSize(job, account, findings);
          ScaleRules.check(job.request().pool().properties(), account, findings);
        });
    return found;
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

  private void checkName(Job job, Findings findings) {
    ArmId id = job.request().pool().id();
    findings
        .ask(ID, "Grant the worker the right to read pools.", () -> arm.pool(id))
        .filter(pool -> !pool.deleting() && !job.id().value().equals(pool.owner()))
        .ifPresent(
            pool ->
                findings.add(
                    ID,
                    "A pool of this name is there already.",
                    "Name another pool, or delete that one."));
  }

  private void checkSize(Job job, BatchAccount account, Findings findings) {
    JsonNode properties = job.request().pool().properties();
    String name = properties.path("vmSize").asText();
    String subscription = job.request().pool().id().subscription();
    findings
        .require(
            VM_SIZE,
            "Batch does not offer this VM size in " + account.location() + ".",
            "Name another size; az batch location list-skus shows what is offered.",
            () -> arm.vmSize(subscription, account.location(), name))
        .ifPresent(
            size -> {
              checkCores(properties, size, account, findings);
              NodeRules.check(job, size, findings);
            });
  }

  private static void checkCores(
      JsonNode properties, VmSize size, BatchAccount account, Findings findings) {
    JsonNode fixed = properties.at("/scaleSettings/fixedScale");
    checkCores("targetDedicatedNodes", fixed, size, account.dedicatedCoreQuota(), findings);
    checkCores("targetLowPriorityNodes", fixed, size, account.lowPriorityCoreQuota(), findings);
  }

  /** More than the whole quota can never be had; less may have to wait, which is no mistake. */
  private static void checkCores(
      String target, JsonNode fixed, VmSize size, int quota, Findings findings) {
    long cores = fixed.path(target).asLong(0) * size.cores();
    findings.addIf(
        cores > quota,
        TARGETS + "/" + target,
        "That takes " + cores + " cores, and the account's quota is " + quota + ".",
        "Ask for fewer nodes or smaller ones, or have the quota raised.");
  }
}
