package io.poolwright.worker.blob;

import com.azure.storage.blob.models.TaggedBlobItem;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Job documents for whoever only looks: without their secrets, by id or the newest of them.
 *
 * <p>Lists are found by index tags, which lag behind the documents: a job may be missing from a
 * list for a moment, but what is shown of it is what its document says.
 */
public final class JobRecords {
  private static final int READERS = 8;

  /** How far back to look, step by step: most lists are full long before the last one. */
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));

  private final JobBlobs names;
  private final BlobDocuments blobs;
  private final JobDocuments documents = new JobDocuments(null);

  public JobRecords(StorageClients clients) {
    this.names = JobBlobs.of(clients);
    this.blobs = new BlobDocuments(names.container(), UUID::randomUUID);
  }

  /**
   * The newest jobs.
   *
   * @param jobs newest first
   * @param more whether there are older ones that the filter would let through
   * @param unreadable those whose documents this version cannot read
   */
  public record Page(List<Job> jobs, boolean more, List<JobId> unreadable) {}

  /** A job as it is stored now. One call, which may throw {@code CallFailed}. */
  public Optional<Job> find(JobId id) {
    return blobs
        .read(names.name(id))
        .map(found -> documents.readWithoutSecrets(found.content().toBytes()));
  }

  /** The newest jobs; takes a few calls, and one for each job. */
  public Page newest(JobFilter filter, Instant now) {
    List<Tagged> found = List.of();
    for (Instant start : starts(filter.since(), now)) {
      found = since(start, filter);
      if (found.size() > filter.limit()) {
        break;
      }
    }
    var unreadable = new ConcurrentLinkedQueue<JobId>();
    List<Job> jobs =
        read(found.stream().limit(filter.limit()).map(Tagged::id).toList(), unreadable).stream()
            .filter(job -> !job.admission().acceptedAt().isBefore(filter.since()))
            .filter(job -> filter.states().isEmpty() || filter.states().contains(label(job)))
            .sorted(Comparator.comparing((Job job) -> job.admission().acceptedAt()).reversed())
            .toList();
    return new Page(jobs, found.size() > filter.limit(), List.copyOf(unreadable));
  }

  private static String label(Job job) {
    return job.state().label();
  }

  private static List<Instant> starts(Instant since, Instant now) {
    return Stream.concat(WINDOWS.stream().map(now::minus).filter(since::isBefore), Stream.of(since))
        .toList();
  }

  /** What the tags say of a document. */
  private record Tagged(JobId id, String accepted) {}

  /** Tag queries know no OR: one for each state. */
  private List<Tagged> since(Instant start, JobFilter filter) {
    String accepted = "\"%s\">='%s'".formatted(JobTags.ACCEPTED, JobTags.time(start));
    List<String> queries =
        filter.states().isEmpty()
            ? List.of(accepted)
            : filter.states().stream()
                .map(state -> "%s AND \"%s\"='%s'".formatted(accepted, JobTags.STATE, state))
                .toList();
    var found = new ArrayList<Tagged>();
    try {
      for (String query : queries) {
        names.container().findBlobsByTags(query).forEach(blob -> add(blob, found));
      }
    } catch (RuntimeException e) {
      throw StorageFailures.of("finding job documents by their tags", e);
    }
    // Between two queries a job may have changed from one state to the other.
    return found.stream()
        .distinct()
        .sorted(Comparator.comparing(Tagged::accepted).reversed())
        .toList();
  }

  private void add(TaggedBlobItem blob, List<Tagged> found) {
    String accepted = blob.getTags().getOrDefault(JobTags.ACCEPTED, "");
    names.jobOf(blob.getName()).ifPresent(id -> found.add(new Tagged(id, accepted)));
  }

  private List<Job> read(List<JobId> ids, Collection<JobId> unreadable) {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      return ids.stream()
          .map(id -> CompletableFuture.supplyAsync(() -> readable(id, unreadable), readers))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .flatMap(Optional::stream)
          .toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CallFailed cause ? cause : e;
    } finally {
      readers.shutdown();
    }
  }

  private Optional<Job> readable(JobId id, Collection<JobId> unreadable) {
    try {
      return find(id);
    } catch (CallFailed e) {
      if (!JobDocuments.UNREADABLE.contains(e.failure().code())) {
        throw e;
      }
      unreadable.add(id);
      return Optional.empty();
    }
  }
}
