package io.poolwright.worker.blob;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.Job;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/** The index tags of a job document: {@code state}, {@code day} of acceptance, {@code account}. */
final class JobTags {
  private JobTags() {}

  static Map<String, String> of(Job job) {
    String state = job.state().getClass().getSimpleName();
    ArmId pool = job.request().pool().id();
    return Map.of(
        "state",
        state.substring(0, 1).toLowerCase(Locale.ROOT) + state.substring(1),
        "day",
        LocalDate.ofInstant(job.admission().acceptedAt(), ZoneOffset.UTC).toString(),
        "account",
        pool.parent().map(ArmId::name).orElseGet(pool::name));
  }
}
