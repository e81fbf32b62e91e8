package io.poolwright.worker.cli;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.blob.JobFilter;
import io.poolwright.worker.inventory.Places;
import io.poolwright.worker.job.Job;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the newest jobs have made things. */
final class Footprint {
  /** So many jobs know all places that matter. */
  private static final int JOBS = 500;

  private Footprint() {}

  static Places of(Desk desk, Instant now) {
    var accounts = new LinkedHashSet<ArmId>();
    var definitions = new LinkedHashSet<ArmId>();
    desk.here().ifPresent(local -> add(local, accounts, definitions));
    var all = new JobFilter(Set.of(), Instant.EPOCH, JOBS);
    for (Job job : desk.records().newest(all, now).jobs()) {
      job.request().pool().id().parent().ifPresent(accounts::add);
      ArmId definition = job.request().image().definition();
      if (definition != null) {
        definitions.add(definition);
      }
    }
    return new Places(accounts, definitions);
  }

  private static void add(LocalEnvironment local, Set<ArmId> accounts, Set<ArmId> definitions) {
    accounts.add(ArmId.parse(local.batchAccountId()));
    definitions.add(ArmId.parse(local.galleryImageDefinitionId()));
  }

  static Set<ArmId> accounts(List<String> given) {
    var accounts = new LinkedHashSet<ArmId>();
    given.forEach(text -> accounts.add(account(text)));
    return accounts;
  }

  private static ArmId account(String text) {
    try {
      ArmId id = ArmId.parse(text);
      if (id.isOf("Microsoft.Batch/batchAccounts")) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      throw CommandFailed.wrong("--account: " + e.getMessage() + ".");
    }
    throw CommandFailed.wrong("--account takes the id of a Microsoft.Batch/batchAccounts.");
  }
}
