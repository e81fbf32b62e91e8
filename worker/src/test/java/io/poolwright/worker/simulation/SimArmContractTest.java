package io.poolwright.worker.simulation;

import io.poolwright.worker.contract.ArmContract;
import io.poolwright.worker.steps.Arm;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimArmContractTest extends ArmContract {
  private static final Given GIVEN =
      new Given(
          Names.ACCOUNT,
          Names.DEFINITION,
          Names.MISSING_DEFINITION,
          Names.MANAGED_IMAGE,
          Names.machine("golden"));

  @RegisterExtension final Laboratory laboratory = new Laboratory();
  private final Arm arm = new SimArm(laboratory.wire(), laboratory.world.cloud());

  SimArmContractTest() {
    laboratory.world.cloud().machines().start(GIVEN.machine());
  }

  @Override
  protected Arm arm() {
    return arm;
  }

  @Override
  protected Given given() {
    return GIVEN;
  }

  @Override
  protected void pass() {
    laboratory.pass(Duration.ofSeconds(10));
  }
}
