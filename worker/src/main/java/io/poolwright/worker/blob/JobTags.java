package io.poolwright.worker.blob;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.Job;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The index tags of a job document: {@code state}, {@code accepted} and {@code account}.
 *
 * <p>Azure compares tags as texts, so the time of acceptance has whole seconds and always as many
 * characters: {@code 2026-11-23T10:00:00Z}.
 */
final class JobTags {
  static final String STATE = "state";
  static final String ACCEPTED = "accepted";

  private JobTags() {}

  static Map<String, String> of(Job job) {
    ArmId pool = job.request().pool().id();
    return Map.of(
        STATE,
        job.state().label(),
        ACCEPTED,
        time(job.admission().acceptedAt()),
        "account",
        pool.parent().map(ArmId::name).orElseGet(pool::name));
  }

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
