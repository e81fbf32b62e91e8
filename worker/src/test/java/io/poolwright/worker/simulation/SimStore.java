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
import org.jspecify.annotations.Nullable;

/** Job documents by compare-and-set on their ETags, as the bytes that production writes. */
final class SimStore {
  private final JobDocuments documents;
  private final Map<String, Document> blobs = new TreeMap<>();
  private final Map<String, Integer> saves = new TreeMap<>();
  private final List<Consumer<Job>> listeners = new ArrayList<>();
  private long etags;

  SimStore(JobDocuments documents) {
    this.documents = documents;
  }

  /** Immutable bytes, so that one decoding of them serves every load. */
  private static final class Document {
    private final byte[] bytes;
    private final String etag;
    private @Nullable Stored decoded;

    Document(byte[] bytes, String etag) {
      this.bytes = bytes;
      this.etag = etag;
    }
  }

  Optional<Stored> load(JobId id) {
    return Optional.ofNullable(blobs.get(id.value())).map(this::read);
  }

  Optional<Stored> create(Job job) {
    return blobs.containsKey(job.id().value()) ? Optional.empty() : Optional.of(write(job));
  }

  Optional<Stored> replace(Stored old, Job next) {
    Document present = blobs.get(next.id().value());
    boolean asSeen = present != null && present.etag.equals(old.etag());
    return asSeen ? Optional.of(write(next)) : Optional.empty();
  }

  List<Job> all() {
    return blobs.values().stream().map(document -> read(document).job()).toList();
  }

  /** The stored bytes of every job, for whoever looks for secrets in them. */
  List<byte[]> bytes() {
    return blobs.values().stream().map(document -> document.bytes).toList();
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
    blobs.put(job.id().value(), new Document(documents.write(job), etag));
    return new Stored(job, etag);
  }

  private Stored read(Document document) {
    Stored decoded = document.decoded;
    if (decoded == null) {
      decoded = new Stored(documents.read(document.bytes), document.etag);
      document.decoded = decoded;
    }
    return decoded;
  }
}
