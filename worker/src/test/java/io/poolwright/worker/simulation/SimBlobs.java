package io.poolwright.worker.simulation;

import io.poolwright.worker.steps.SourceVhd;
import io.poolwright.worker.steps.StagedVhd;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Source blobs, which may change, and staged ones, which are leased while they are written. */
final class SimBlobs {
  static final long LENGTH = (8L << 20) + 512;
  private static final long LEASE = 60_000;

  private final Surroundings around;
  private final Map<String, Source> sources = new TreeMap<>();
  private final Map<URI, Staged> staged = new TreeMap<>();
  private long begun;

  SimBlobs(Surroundings around) {
    this.around = around;
  }

  private record Source(String etag, long changedAt) {}

  /** A staged blob; who has its lease may write to it. */
  static final class Staged {
    private final String owner;
    private final long number;
    private long copied;
    private boolean complete;
    private @Nullable String lessee;
    private long leasedUntil;

    private Staged(String owner, long number) {
      this.owner = owner;
      this.number = number;
    }

    String etag() {
      return "0x" + number + "-" + copied;
    }

    String owner() {
      return owner;
    }

    boolean isComplete() {
      return complete;
    }

    long copied() {
      return copied;
    }

    /** Adds what was copied; all of it is verified in the same moment. */
    void add(long bytes) {
      copied = Math.min(LENGTH, copied + bytes);
      complete = copied == LENGTH;
    }
  }

  void upload(URI url) {
    long version = around.now() / 1000;
    sources.put(url.toString(), new Source("0x" + sources.size() + "-" + version, around.now()));
  }

  void deleteSource(URI url) {
    sources.remove(url.toString());
  }

  Optional<SourceVhd> source(URI url) {
    return Optional.ofNullable(sources.get(url.toString()))
        .map(
            s ->
                new SourceVhd(
                    true,
                    LENGTH,
                    s.etag,
                    SimClock.BEGINNING.plusMillis(s.changedAt / 1000 * 1000)));
  }

  boolean isStill(URI url, String etag) {
    return source(url).filter(found -> found.etag().equals(etag)).isPresent();
  }

  Optional<Staged> find(URI url) {
    return Optional.ofNullable(staged.get(url));
  }

  Optional<StagedVhd> show(URI url) {
    return find(url)
        .map(blob -> new StagedVhd(LENGTH, blob.etag(), blob.complete, blob.owner))
        .or(() -> source(url).map(vhd -> new StagedVhd(LENGTH, vhd.etag(), false, null)));
  }

  void begin(URI url, String owner) {
    staged.computeIfAbsent(url, absent -> new Staged(owner, ++begun));
  }

  /** Whether this job has the lease now; it may have had it before. */
  boolean lease(Staged blob, String job) {
    if (isLeased(blob) && !job.equals(blob.lessee)) {
      return false;
    }
    blob.lessee = job;
    blob.leasedUntil = around.now() + LEASE;
    return true;
  }

  /** Whether this job was the last to have the lease. */
  boolean hadLast(Staged blob, String job) {
    return job.equals(blob.lessee);
  }

  boolean holds(Staged blob, String job) {
    return isLeased(blob) && job.equals(blob.lessee);
  }

  void release(Staged blob, String job) {
    if (holds(blob, job)) {
      blob.leasedUntil = around.now();
    }
  }

  boolean isLeased(Staged blob) {
    return blob.leasedUntil > around.now();
  }

  void delete(URI url) {
    staged.remove(url);
  }

  Map<URI, Staged> all() {
    return Map.copyOf(staged);
  }

  /** The footer of a sound fixed VHD of {@link #LENGTH}. */
  static byte[] footer() {
    var footer = ByteBuffer.allocate(512);
    footer.put("conectix".getBytes(StandardCharsets.US_ASCII));
    footer.putInt(12, 0x0001_0000).putLong(48, LENGTH - 512).putInt(60, 2);
    int sum = 0;
    for (byte b : footer.array()) {
      sum += Byte.toUnsignedInt(b);
    }
    return footer.putInt(64, ~sum).array();
  }
}
