package io.poolwright.worker.simulation;

import io.poolwright.worker.engine.World;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import java.time.Instant;

/** Another world, for a mutant to change one method of it. */
class WorldAround implements World {
  private final World world;

  WorldAround(World world) {
    this.world = world;
  }

  @Override
  public Observation look(Job job) {
    return world.look(job);
  }

  @Override
  public Observation act(Job job, Action action, Instant until) {
    return world.act(job, action, until);
  }
}
