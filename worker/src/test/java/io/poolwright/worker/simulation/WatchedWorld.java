package io.poolwright.worker.simulation;

import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.engine.LockTooShort;
import io.poolwright.worker.engine.World;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Observation;
import java.util.function.Supplier;

/** The production steps; a defect of theirs, which the engine survives, does not stay hidden. */
record WatchedWorld(World steps, Watch watch, Tally tally) implements World {
  @Override
  public Observation look(Job job) {
    return watched(() -> steps.look(job));
  }

  @Override
  public Observation act(Job job, Action action, Hold hold) {
    if (job.state() instanceof JobState.RollingBack back && back.lastSweep()) {
      tally.count(Branch.SECOND_SWEEP_FOUND);
    }
    return watched(() -> steps.act(job, action, hold));
  }

  private Observation watched(Supplier<Observation> call) {
    try {
      return call.get();
    } catch (CallFailed e) {
      if (e.failure().code().equals("BreakerOpen")) {
        tally.count(Branch.BREAKER_OPEN);
      }
      throw e;
    } catch (LockTooShort e) {
      tally.count(Branch.LOCK_TOO_SHORT_ON_THE_WAY);
      throw e;
    } catch (RuntimeException e) {
      watch.finds("defect: " + e + " at " + e.getStackTrace()[0]);
      throw e;
    }
  }
}
