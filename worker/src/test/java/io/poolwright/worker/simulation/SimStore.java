package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.engine.JobStore.Stored;
import io.poolwright.worker.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Job documents by compare-and-set on their ETags. Whether a document is kept as its bytes or as
 * the job that they give back makes no difference as long as that job equals the one that was
 * saved; since bytes cost most of a universe's time, one save in {@value #SAMPLE} goes by them.
 */
final class SimStore {
  private static final int SAMPLE = 128;

  private final JobDocuments documents;
  private final Map<String, Stored> stored = new TreeMap<>();
  private final Map<String, Integer> saves = new TreeMap<>();
  private final List<Consumer<Job>> listeners = new ArrayList<>();
  private final List<byte[]> samples = new ArrayList<>();
  private long etags;

  SimStore(JobDocuments documents) {
    this.documents = documents;
  }

  Optional<Stored> load(JobId id) {
    return Optional.ofNullable(stored.get(id.value()));
  }

  Optional<Stored> create(Job job) {
    return stored.containsKey(job.id().value()) ? Optional.empty() : Optional.of(write(job));
  }

  Optional<Stored> replace(Stored old, Job next) {
    Stored present = stored.get(next.id().value());
    boolean asSeen = present != null && present.etag().equals(old.etag());
    return asSeen ? Optional.of(write(next)) : Optional.empty();
  }

  List<Job> all() {
    return stored.values().stream().map(Stored::job).toList();
  }

  /** Documents of any time as production stores them, for whoever looks for secrets in them. */
  List<byte[]> samples() {
    return List.copyOf(samples);
  }

  /** Has somebody know of every save, in the moment in which it is done. */
  void onSave(Consumer<Job> listener) {
    listeners.add(listener);
  }

  /** How often a job was saved. */
  int saves(JobId id) {
    return saves.getOrDefault(id.value(), 0);
  }

  private Stored write(Job job) {
    String etag = "0x" + Long.toHexString(++etags);
    saves.merge(job.id().value(), 1, Integer::sum);
    listeners.forEach(listener -> listener.accept(job));
    if (etags % SAMPLE == 0) {
      sample(job);
    }
    var document = new Stored(job, etag);
    stored.put(job.id().value(), document);
    return document;
  }

  private void sample(Job job) {
    byte[] bytes = documents.write(job);
    samples.add(bytes);
    Job read = documents.read(bytes);
    if (!read.equals(job)) {
      throw new IllegalStateException("saved " + job + ", and loaded " + read);
    }
  }
}
