package io.poolwright.worker.steps;

import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.engine.World;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Observation;

/** The world of a job: hands each state to its step. */
public final class Steps implements World {
  private final ValidateStep validate;
  private final ClaimStep claim;
  private final CopyImageStep copyImage;
  private final WaitGeneralizedStep waitGeneralized;
  private final CreatePoolStep createPool;
  private final RollBackStep rollBack;

  public Steps(Arm arm, Vhds vhds, ImageLedgers ledgers, Premises premises) {
    var claims = new ImageClaims(ledgers);
    validate = new ValidateStep(arm, vhds, premises);
    claim = new ClaimStep(vhds, claims);
    copyImage = new CopyImageStep(vhds);
    waitGeneralized = new WaitGeneralizedStep(arm, vhds);
    createPool = new CreatePoolStep(arm);
    rollBack = new RollBackStep(arm, vhds, claims);
  }

  @Override
  public Observation look(Job job) {
    JobState state = job.state();
    if (state instanceof JobState.Validating) {
      return validate.look(job);
    }
    if (state instanceof JobState.ClaimingImage) {
      return new Observation.ImageUnclaimed();
    }
    if (state instanceof JobState.CopyingImage copying) {
      return copyImage.look(copying);
    }
    if (state instanceof JobState.WaitingGeneralized waiting) {
      return waitGeneralized.look(job, waiting.plan());
    }
    if (state instanceof JobState.CreatingPool creating) {
      return createPool.look(job, creating);
    }
    if (state instanceof JobState.RollingBack back) {
      return rollBack.look(job, back);
    }
    if (state instanceof JobState.KeepingImage) {
      return new Observation.ClaimHeld();
    }
    throw new IllegalStateException("nothing to look at in " + state);
  }

  @Override
  public Observation act(Job job, Action action, Hold hold) {
    JobState state = job.state();
    if (state instanceof JobState.ClaimingImage claiming) {
      return claim.claim(job, claiming, hold);
    }
    if (state instanceof JobState.CopyingImage copying) {
      return copyImage.act(job, (ImagePlan.OfVhd) copying.plan(), action, hold);
    }
    if (state instanceof JobState.WaitingGeneralized waiting) {
      return waitGeneralized.act(job, waiting.plan(), action);
    }
    if (state instanceof JobState.CreatingPool creating) {
      return createPool.act(job, creating, action, hold);
    }
    if (state instanceof JobState.RollingBack back) {
      return rollBack.act(job, back, action, hold);
    }
    if (state instanceof JobState.KeepingImage keeping) {
      return claim.keep(job, keeping, hold);
    }
    throw new IllegalStateException("nothing to do in " + state);
  }
}
