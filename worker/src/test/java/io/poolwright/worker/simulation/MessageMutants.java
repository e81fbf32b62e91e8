package io.poolwright.worker.simulation;

import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.engine.Settlement;
import io.poolwright.worker.engine.Wakeups;
import java.util.function.DoubleSupplier;

/** Mistakes with messages; {@link Mutant} says what each is. */
final class MessageMutants {
  private MessageMutants() {}

  static final class DropsStaleWakeups implements Wiring {
    @Override
    public Handler onWakeup(Handler handler, Bench bench) {
      return delivery -> {
        boolean stale = Mistaken.isStale(delivery, bench.store());
        return stale ? new Settlement.Complete() : handler.handle(delivery);
      };
    }
  }

  static final class CompletesBeforeItSchedules implements Wiring {
    @Override
    public Wakeups wakeups(Wakeups wakeups, Bench bench) {
      return (wakeup, at) -> {
        bench.hands().completeNow();
        wakeups.schedule(wakeup, at);
      };
    }
  }

  static final class TrustsItsLock implements Wiring {
    @Override
    public Handler onWakeup(Handler handler, Bench bench) {
      return delivery -> handler.handle(Mistaken.longLocked(delivery));
    }
  }

  static final class CorrectsWithoutItsLock implements Wiring {
    private static final Wiring NOR_A_WAKEUP = new StoreMutants.WakesNobodyForACorrection();

    @Override
    public Handler onRequest(Handler handler, Bench bench) {
      return delivery -> handler.handle(Mistaken.longLocked(delivery));
    }

    @Override
    public Wakeups wakeups(Wakeups wakeups, Bench bench) {
      return NOR_A_WAKEUP.wakeups(wakeups, bench);
    }
  }

  static final class TrustsEveryWakeup implements Wiring {
    @Override
    public Handler onWakeup(Handler handler, Bench bench) {
      return delivery -> handler.handle(Mistaken.current(delivery, bench.store()));
    }
  }

  static final class CountsItsRevisions implements Wiring {
    @Override
    public DoubleSupplier unguessable(DoubleSupplier chance) {
      return () -> 0;
    }
  }
}
