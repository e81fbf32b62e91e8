package io.poolwright.worker.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState.CreatingPool;
import io.poolwright.worker.job.Jobs;
import io.poolwright.worker.job.Observation;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriedResizeTest {
  private static final String NEWER = "2030-01-01";

  private static final CreatingPool WAITED = new CreatingPool(Jobs.plan(), 0, true, null);

  private final List<List<Object>> asked = new ArrayList<>();

  /** An ARM with a pool whose resize has failed. */
  private Arm arm() {
    var error = new Pool.ResizeError("AllocationFailed", "no nodes");
    var pool = new Pool("0x8D", "job", false, true, 0, 2, Jobs.NOON, List.of(error));
    return (Arm)
        Proxy.newProxyInstance(
            Arm.class.getClassLoader(),
            new Class<?>[] {Arm.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("pool")) {
                return Optional.of(pool);
              }
              assertThat(method.getName()).isEqualTo("resizePool");
              asked.add(Arrays.asList(arguments));
              return true;
            });
  }

  private static Job job() {
    ProvisionRequest plain = Jobs.request("job", OnFailure.ROLL_BACK);
    var pool = new PoolRequest(plain.pool().id(), plain.pool().properties(), NEWER);
    var request = new ProvisionRequest(plain.jobId(), plain.image(), pool, null, plain.onFailure());
    return Jobs.accepted(request).movedTo(WAITED, Jobs.NOON);
  }

  @Test
  void theFailureThatIsStillShownAfterwardsIsOld() {
    var asked = new CreatingPool(Jobs.plan(), 0, false, new CreatingPool.Attempt(0, Jobs.NOON));
    assertThat(new CreatePoolStep(arm()).look(job(), WAITED))
        .isInstanceOf(Observation.ResizeFailed.class);
    assertThat(new CreatePoolStep(arm()).look(job(), asked))
        .isEqualTo(new Observation.PoolResizing(0, 2));
  }

  @Test
  void speaksTheVersionInWhichTheRequestMeansItsProperties() {
    var hold =
        new Hold() {
          @Override
          public Instant until() {
            return Jobs.NOON;
          }

          @Override
          public void require() {}
        };

    Observation seen = new CreatePoolStep(arm()).act(job(), WAITED, Action.RETRY_RESIZE, hold);

    assertThat(seen).isEqualTo(new Observation.ResizeAsked(Jobs.NOON));
    assertThat(asked).singleElement().satisfies(call -> assertThat(call).endsWith("0x8D", NEWER));
  }
}
