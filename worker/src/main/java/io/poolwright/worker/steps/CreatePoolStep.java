package io.poolwright.worker.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageReference;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import java.util.Optional;

/** CREATE_POOL: the pool is made, under the name the request gives, and gets its nodes. */
final class CreatePoolStep {
  private final Arm arm;

  CreatePoolStep(Arm arm) {
    this.arm = arm;
  }

  Observation look(Job job) {
    return arm.pool(job.request().pool().id())
        .map(pool -> seen(job, pool))
        .orElseGet(Observation.PoolAbsent::new);
  }

  private static Observation seen(Job job, Pool pool) {
    if (pool.deleting()) {
      return new Observation.PoolGoing();
    }
    if (!job.id().value().equals(pool.owner())) {
      return new Observation.PoolForeign(
          pool.owner() == null ? "somebody else" : "job " + pool.owner());
    }
    if (pool.steady() && !pool.errors().isEmpty()) {
      return new Observation.ResizeFailed(ResizeErrors.classify(pool.errors()));
    }
    return pool.steady() && pool.nodes() >= pool.targetNodes()
        ? new Observation.PoolSteady()
        : new Observation.PoolResizing(pool.nodes(), pool.targetNodes());
  }

  Observation act(Job job, ImagePlan plan, Action action, Hold hold) {
    ArmId id = job.request().pool().id();
    if (action == Action.RETRY_RESIZE) {
      return retryResize(job, id, hold);
    }
    String apiVersion = job.request().pool().apiVersion();
    if (arm.createPool(id, properties(job, plan.reference()), apiVersion)) {
      return new Observation.PoolAccepted();
    }
    Observation there = look(job);
    return there instanceof Observation.PoolAbsent
        ? new Observation.Trouble(
            Failure.passing(
                "PoolNotVisible", "Batch says the pool is there, and does not show it."))
        : there;
  }

  /** Only a pool that still shows the failure is asked again: a stalled twin may be late. */
  private Observation retryResize(Job job, ArmId id, Hold hold) {
    Optional<Pool> pool = arm.pool(id);
    Observation seen = pool.map(found -> seen(job, found)).orElseGet(Observation.PoolAbsent::new);
    if (pool.isEmpty() || !(seen instanceof Observation.ResizeFailed)) {
      return seen;
    }
    var wanted = (ObjectNode) job.request().pool().properties().required("scaleSettings");
    hold.require();
    String apiVersion = job.request().pool().apiVersion();
    return arm.resizePool(id, wanted, pool.get().etag(), apiVersion)
        ? new Observation.ResizeAsked()
        : new Observation.Trouble(
            Failure.passing("ConditionNotMet", "The pool was changed by somebody else."));
  }

  /** The request's properties with the two things that are Poolwright's: the image and the mark. */
  static ObjectNode properties(Job job, ImageReference image) {
    ObjectNode properties = job.request().pool().properties().deepCopy();
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
