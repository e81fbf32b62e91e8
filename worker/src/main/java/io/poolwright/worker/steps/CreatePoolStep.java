package io.poolwright.worker.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState.CreatingPool;
import io.poolwright.worker.job.Observation;
import java.util.Optional;

/** CREATE_POOL: the pool is made, under the name the request gives, and gets its nodes. */
final class CreatePoolStep {
  private final Arm arm;

  CreatePoolStep(Arm arm) {
    this.arm = arm;
  }

  Observation look(Job job, CreatingPool state) {
    return arm.pool(job.request().pool().id())
        .map(pool -> seen(job, state, pool))
        .orElseGet(Observation.PoolAbsent::new);
  }

  /** Batch may go on showing for a while how the resize before the present one has failed. */
  private static Observation seen(Job job, CreatingPool state, Pool pool) {
    if (pool.deleting()) {
      return new Observation.PoolGoing();
    }
    if (!job.id().value().equals(pool.owner())) {
      return new Observation.PoolForeign(
          pool.owner() == null ? "somebody else" : "job " + pool.owner());
    }
    boolean stale = state.isStale(pool.resizeStarted());
    if (pool.steady() && !pool.errors().isEmpty() && !stale) {
      Failure failure = ResizeErrors.classify(pool.errors());
      return new Observation.ResizeFailed(failure, ResizeErrors.otherNodesMayHelp(failure));
    }
    return pool.steady() && !stale && pool.nodes() >= pool.targetNodes()
        ? new Observation.PoolSteady()
        : new Observation.PoolResizing(pool.nodes(), pool.targetNodes());
  }

  Observation act(Job job, CreatingPool state, Action action, Hold hold) {
    ArmId id = job.request().pool().id();
    if (action == Action.RETRY_RESIZE) {
      return retryResize(job, state, id, hold);
    }
    String apiVersion = job.request().pool().apiVersion();
    if (arm.createPool(id, properties(job, state.choice(), state.plan().reference()), apiVersion)) {
      return new Observation.PoolAccepted();
    }
    Observation there = look(job, state);
    return there instanceof Observation.PoolAbsent
        ? new Observation.Trouble(
            Failure.passing(
                "PoolNotVisible", "Batch says the pool is there, and does not show it."))
        : there;
  }

  /** Only a pool that still shows the failure is asked again: a stalled twin may be late. */
  private Observation retryResize(Job job, CreatingPool state, ArmId id, Hold hold) {
    Optional<Pool> pool = arm.pool(id);
    Observation seen =
        pool.map(found -> seen(job, state, found)).orElseGet(Observation.PoolAbsent::new);
    if (pool.isEmpty() || !(seen instanceof Observation.ResizeFailed)) {
      return seen;
    }
    var wanted =
        (ObjectNode) job.request().pool().properties(state.choice()).required("scaleSettings");
    hold.require();
    String apiVersion = job.request().pool().apiVersion();
    return arm.resizePool(id, wanted, pool.get().etag(), apiVersion)
        ? new Observation.ResizeAsked(pool.get().resizeStarted())
        : new Observation.Trouble(
            Failure.passing("ConditionNotMet", "The pool was changed by somebody else."));
  }

  /** The request's properties with the two things that are Poolwright's: the image and the mark. */
  static ObjectNode properties(Job job, int choice, ImageReference image) {
    ObjectNode properties = job.request().pool().properties(choice).deepCopy();
    properties
        .withObject("/deploymentConfiguration/virtualMachineConfiguration/imageReference")
        .put(image.kind().property(), image.toString());
    properties
        .withArray("metadata")
        .addObject()
        .put("name", Marks.JOB)
        .put("value", job.id().value());
    return properties;
  }
}
