package io.poolwright.worker.inventory;

import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.steps.ImageLedgers;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Says of something marked whether it is an orphan. Whatever is doubtful is none. Reads each
 * document once: who wants to know it anew takes a new one.
 */
final class Judge {
  private final Function<JobId, Optional<Job>> documents;
  private final ImageLedgers ledgers;
  private final Set<String> booted;
  private final Map<JobId, Standing> jobs = new HashMap<>();

  /**
   * Judges by these.
   *
   * @param booted the images that pools boot from, in lower case
   */
  Judge(Function<JobId, Optional<Job>> documents, ImageLedgers ledgers, Set<String> booted) {
    this.documents = documents;
    this.ledgers = ledgers;
    this.booted = Set.copyOf(booted);
  }

  /** What may be expected of a job. */
  private enum Standing {
    /** It may still need, keep or delete what bears its mark. */
    ALIVE,
    /** What it left was meant to stay. */
    KEEPS,
    /** So was the rest, but not the staged copy. */
    KEEPS_NO_COPY,
    /** It has undone its work. */
    UNDONE,
    UNKNOWN
  }

  Optional<Orphan.Reason> judge(Marked thing) {
    Optional<Orphan.Reason> reason = ofJob(thing);
    if (reason.isEmpty() || thing.image() == null || thing.kind() == Marked.Kind.CLAIM) {
      return reason;
    }
    return isNeeded(thing, ledgers.load(thing.image()).ledger()) ? Optional.empty() : reason;
  }

  private Optional<Orphan.Reason> ofJob(Marked thing) {
    return switch (standing(thing.job())) {
      case ALIVE -> Optional.empty();
      // Its claim goes in the moment in which it is written down that the image stays.
      case KEEPS ->
          thing.kind() == Marked.Kind.CLAIM
              ? Optional.of(Orphan.Reason.JOB_ENDED)
              : Optional.empty();
      case KEEPS_NO_COPY ->
          thing.kind() == Marked.Kind.CLAIM || thing.kind() == Marked.Kind.BLOB
              ? Optional.of(Orphan.Reason.JOB_ENDED)
              : Optional.empty();
      case UNDONE -> Optional.of(Orphan.Reason.JOB_ENDED);
      case UNKNOWN -> Optional.of(Orphan.Reason.JOB_UNKNOWN);
    };
  }

  private boolean isNeeded(Marked thing, ImageLedger ledger) {
    boolean kept =
        thing.kind() == Marked.Kind.BLOB
            ? ledger.copyKept()
            : ledger.kept().stream().anyMatch(id -> id.toString().equalsIgnoreCase(thing.name()));
    return kept || isWanted(ledger) || booted.contains(key(thing.name()));
  }

  /** Claimed by a job that goes on or that nobody knows, or being deleted by one that goes on. */
  private boolean isWanted(ImageLedger ledger) {
    JobId deleting = ledger.condemnedBy();
    return (deleting != null && standing(deleting) == Standing.ALIVE)
        || ledger.claims().keySet().stream()
            .map(this::standing)
            .anyMatch(job -> job == Standing.ALIVE || job == Standing.UNKNOWN);
  }

  private Standing standing(JobId job) {
    return Objects.requireNonNull(
        jobs.computeIfAbsent(
            job, id -> documents.apply(id).map(Judge::standing).orElse(Standing.UNKNOWN)));
  }

  private static Standing standing(Job job) {
    if (!job.isFinal()) {
      return Standing.ALIVE;
    }
    if (job.state() instanceof JobState.Rejected) {
      return Standing.UNKNOWN; // it has made nothing, so that this is not its own
    }
    if (job.state() instanceof JobState.Succeeded success) {
      return success.event().stagedVhd() == null ? Standing.KEEPS_NO_COPY : Standing.KEEPS;
    }
    return job.request().onFailure() == OnFailure.KEEP ? Standing.KEEPS : Standing.UNDONE;
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
