package io.poolwright.worker.simulation;

import io.poolwright.worker.contract.QueueContract;
import io.poolwright.worker.simulation.SimQueue.Locked;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimQueueContractTest extends QueueContract {
  private static final int MOST_DELIVERIES = 10;
  private static final Duration STEP = Duration.ofMillis(100);

  @RegisterExtension final Laboratory laboratory = new Laboratory();
  private final SimQueue queue = new SimQueue("contract", MOST_DELIVERIES, laboratory.around);

  private record HeldInSimulation(SimQueue queue, Locked locked) implements Held {
    @Override
    public String id() {
      return locked.id();
    }

    @Override
    public long delivery() {
      return locked.number();
    }

    @Override
    public boolean complete() {
      return queue.complete(locked);
    }

    @Override
    public void abandon() {
      queue.abandon(locked);
    }
  }

  @Override
  protected void send(String id, Duration after) {
    queue.send(id, new byte[0], laboratory.around.now() + after.toMillis());
  }

  @Override
  protected Optional<Held> receive(Duration patience) {
    var received = new AtomicReference<@Nullable Locked>();
    var life = new Life();
    laboratory.beside(life, () -> received.set(queue.receive()));
    long end = laboratory.around.now() + patience.toMillis();
    while (received.get() == null && laboratory.around.now() < end) {
      laboratory.pass(STEP);
    }
    life.end();
    return Optional.ofNullable(received.get()).map(locked -> new HeldInSimulation(queue, locked));
  }

  @Override
  protected void pass(Duration time) {
    laboratory.pass(time);
  }

  @Override
  protected Duration lock() {
    return Duration.ofMillis(SimQueue.LOCK);
  }

  @Override
  protected int mostDeliveries() {
    return MOST_DELIVERIES;
  }

  @Override
  protected List<String> dead() {
    return queue.dead().stream().map(dead -> dead.id() + ": " + dead.why().reason()).toList();
  }
}
