package io.poolwright.worker.job;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.JobId;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who needs an image, and so what may be deleted of it: one staged copy, and the versions that are
 * made of it. Pure; every change makes the next value.
 *
 * @param claims jobs under way, each with the version that it wants
 * @param makers whoever may have made something of what is there
 * @param kept versions that stay, because a pool runs on them or somebody asked for it
 * @param copyKept whether the staged copy stays
 * @param condemnedBy the job that is deleting at present; until it is done nobody else can claim
 */
public record ImageLedger(
    Map<JobId, ArmId> claims,
    Set<JobId> makers,
    Set<ArmId> kept,
    boolean copyKept,
    @Nullable JobId condemnedBy) {

  public static final ImageLedger EMPTY =
      new ImageLedger(Map.of(), Set.of(), Set.of(), false, null);

  public ImageLedger {
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    makers = sorted(makers);
    kept = sorted(kept);
  }

  /** Whether it says nothing, so that it need not be stored. */
  public boolean isEmpty() {
    return equals(EMPTY);
  }

  public boolean isCondemnedByOther(JobId job) {
    return condemnedBy != null && !condemnedBy.equals(job);
  }

  public boolean isHeldBy(JobId job) {
    return claims.containsKey(job) || job.equals(condemnedBy);
  }

  /** Whether the job holds it, and nobody else claims any version of it or is deleting. */
  public boolean isHeldOnlyBy(JobId job) {
    return isHeldBy(job) && without(job).isEmpty() && !isCondemnedByOther(job);
  }

  public boolean isClaimedByOther(ArmId version, JobId job) {
    return without(job).containsValue(version);
  }

  /** Unchanged if another job is deleting. */
  public ImageLedger claimedBy(JobId job, ArmId version) {
    return isCondemnedByOther(job)
        ? this
        : new ImageLedger(with(job, version), plus(makers, job), kept, copyKept, null);
  }

  /** From now on this job may delete what no other one claims; unchanged if another is at it. */
  public ImageLedger condemnedBy(JobId job) {
    return isCondemnedByOther(job)
        ? this
        : new ImageLedger(without(job), plus(makers, job), kept, copyKept, job);
  }

  /** The job has nothing to do with it any more. What the last one leaves is nobody's. */
  public ImageLedger releasedBy(JobId job) {
    Map<JobId, ArmId> others = without(job);
    boolean going = isCondemnedByOther(job);
    return new ImageLedger(
        others,
        others.isEmpty() && !going ? Set.of() : makers,
        kept,
        copyKept,
        going ? condemnedBy : null);
  }

  public ImageLedger keeping(ArmId version) {
    return new ImageLedger(claims, makers, plus(kept, version), copyKept, condemnedBy);
  }

  public ImageLedger keepingCopy() {
    return new ImageLedger(claims, makers, kept, true, condemnedBy);
  }

  /**
   * Whether a job that undoes its work may delete a version.
   *
   * @param maker the job in the version's own mark, or null if it has none
   */
  public boolean mayDelete(ArmId version, @Nullable String maker, JobId job) {
    return isMade(maker, job) && !isClaimedByOther(version, job) && !kept.contains(version);
  }

  /** Likewise the staged copy, which every version is made of. */
  public boolean mayDeleteCopy(@Nullable String maker, JobId job) {
    return isMade(maker, job) && without(job).isEmpty() && !copyKept;
  }

  /**
   * Whether something was made by a job that has to do with this image.
   *
   * @param maker the job in its mark, or null if it has none
   */
  public boolean isMade(@Nullable String maker, JobId job) {
    return job.value().equals(maker) || makers.stream().anyMatch(m -> m.value().equals(maker));
  }

  private Map<JobId, ArmId> with(JobId job, ArmId version) {
    var more = new LinkedHashMap<>(claims);
    more.put(job, version);
    return more;
  }

  private Map<JobId, ArmId> without(JobId job) {
    var fewer = new LinkedHashMap<>(claims);
    fewer.remove(job);
    return fewer;
  }

  /** The same ledger is the same document. */
  private static <T> Set<T> sorted(Set<T> some) {
    return some.stream()
        .sorted(Comparator.comparing(Object::toString))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
  }

  private static <T> Set<T> plus(Set<T> some, T one) {
    var more = new LinkedHashSet<>(some);
    more.add(one);
    return more;
  }
}
