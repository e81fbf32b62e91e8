package io.poolwright.worker.job;

import io.poolwright.contracts.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look at the world, or an action on it, has shown. */
public sealed interface Observation {

  // Everywhere

  /** A call did not succeed. */
  record Trouble(Failure failure) implements Observation {}

  /** Somebody asked to stop the job. */
  record CancelAsked() implements Observation {}

  /** The job's deadline is over. */
  record DeadlinePassed() implements Observation {}

  // VALIDATE

  /** The request was checked. */
  sealed interface Checked extends Observation {
    /** What may hold the job up or turn out to be wrong, and is no reason to reject it. */
    List<Problem> warnings();
  }

  /** The request cannot be fulfilled as it stands. */
  record ProblemsFound(List<Problem> problems, List<Problem> warnings) implements Checked {
    public ProblemsFound {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }

    public ProblemsFound(List<Problem> problems) {
      this(problems, List.of());
    }
  }

  /** Nothing speaks against it. */
  record RequestFits(ImagePlan plan, List<Problem> warnings) implements Checked {
    public RequestFits {
      warnings = List.copyOf(warnings);
    }

    public RequestFits(ImagePlan plan) {
      this(plan, List.of());
    }
  }

  /** Nothing speaks against it, and the image version of this content is there already. */
  record ImagePublished(ImagePlan plan, List<Problem> warnings) implements Checked {
    public ImagePublished {
      warnings = List.copyOf(warnings);
    }

    public ImagePublished(ImagePlan plan) {
      this(plan, List.of());
    }
  }

  // Claims on an image

  /** The image is not claimed yet, as far as this job knows. */
  record ImageUnclaimed() implements Observation {}

  /** From now on nobody else deletes what this job needs of the image. */
  record ImageClaimed() implements Observation {}

  /** Another job, the last that had claimed it, is deleting what there is of the image. */
  record ImageGoing() implements Observation {}

  /** Nothing has to be deleted, and the image still bears this job's claim. */
  record ClaimHeld() implements Observation {}

  record ImageReleased() implements Observation {}

  record ImageKept() implements Observation {}

  // COPY_IMAGE

  record CopyAbsent() implements Observation {}

  /** The empty blob is there. */
  record CopyBegun() implements Observation {}

  /** The blob is there and lacks data. */
  record CopyUnfinished() implements Observation {}

  /** A slice was copied, and more is to come; in bytes. */
  record SliceCopied(long copied, long total) implements Observation {}

  /** Storage copies by itself, and there is nothing to do but to look; in bytes. */
  record CopyPending(long copied, long total) implements Observation {}

  /** Another engine copies from now on. */
  record CopyRerouted(CopyRoute route) implements Observation {}

  /** Another job copies the same image at this moment. */
  record CopyElsewhere() implements Observation {}

  /** The copy is complete and verified. */
  record CopyDone() implements Observation {}

  /** The source is not what VALIDATE saw; what was copied of it is deleted. */
  record SourceChanged() implements Observation {}

  // WAIT_GENERALIZED

  /**
   * What the image is to be captured from is not ready for it, and only somebody else can help.
   *
   * @param code of the wait
   */
  record SourceUnready(String code, String reason) implements Observation {}

  /** The source is a VM that runs, and the request says that it may be stopped. */
  record MachineRuns() implements Observation {}

  /** The VM is being deallocated. */
  record MachineStops() implements Observation {}

  /** The VM is deallocated and not marked generalized, which the request asks for. */
  record MachineUnmarked() implements Observation {}

  /** The VM was marked generalized. */
  record MachineMarked() implements Observation {}

  /** The source of the image is gone. */
  record SourceGone() implements Observation {}

  /** There is no definition for the version, and the request says that it may be created. */
  record DefinitionAbsent() implements Observation {}

  /** Compute has accepted the image definition, and has not made it yet. */
  record DefinitionAccepted() implements Observation {}

  record VersionAbsent() implements Observation {}

  /** There is neither a version nor a complete copy to make it of. */
  record StagedVhdGone() implements Observation {}

  /** Compute has accepted the image version. */
  record VersionAccepted() implements Observation {}

  /**
   * The version, or its replica in the pool's region, is not ready yet.
   *
   * @param percent 0 to 100, of the replica
   */
  record VersionPending(int percent) implements Observation {}

  /** The version is published, with too few replicas in the pool's region. */
  record ReplicaAbsent() implements Observation {}

  /** Compute has accepted to make replicas. */
  record ReplicaAccepted() implements Observation {}

  /** The version is published and replicated to the pool's region. */
  record VersionReady() implements Observation {}

  /** Compute could not make the version. */
  record VersionFailed(Failure failure) implements Observation {}

  /** A version of this number is there, of another content. */
  record VersionForeign() implements Observation {}

  /** A version of this number is being deleted. */
  record VersionGoing() implements Observation {}

  // CREATE_POOL

  record PoolAbsent() implements Observation {}

  /** Batch has accepted the pool. */
  record PoolAccepted() implements Observation {}

  /** A pool of that name is there, and this job did not make it. */
  record PoolForeign(String owner) implements Observation {}

  /** A pool of that name is being deleted. */
  record PoolGoing() implements Observation {}

  record PoolResizing(int nodes, int target) implements Observation {}

  /**
   * The resize ended without all nodes.
   *
   * @param otherNodesMayHelp whether nodes of another size or kind may be had
   */
  record ResizeFailed(Failure failure, boolean otherNodesMayHelp) implements Observation {}

  /**
   * The resize was asked for again.
   *
   * @param failed when the one began that had failed, or null if ARM does not say
   */
  record ResizeAsked(@Nullable Instant failed) implements Observation {}

  /** Steady, without errors, all nodes there. */
  record PoolSteady() implements Observation {}

  // ROLL_BACK

  /**
   * Something that this job created is still there.
   *
   * @param names ids and addresses
   */
  record Leftovers(List<String> names) implements Observation {
    public Leftovers {
      names = List.copyOf(names);
    }
  }

  /** The deletion of what comes next in reverse order was accepted. */
  record DeletionAccepted() implements Observation {}

  record NothingLeft() implements Observation {}
}
