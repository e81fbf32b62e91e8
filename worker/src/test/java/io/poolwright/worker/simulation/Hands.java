package io.poolwright.worker.simulation;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.Delivery;
import io.poolwright.worker.engine.Handler;
import io.poolwright.worker.engine.JobStore.Stored;
import io.poolwright.worker.engine.Settlement;
import io.poolwright.worker.engine.Settlement.Abandon;
import io.poolwright.worker.engine.Settlement.DeadLetter;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.simulation.SimQueue.Locked;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The pump of one worker, as the production one behaves: holds an abandoned message back for a
 * while, receives nothing while its gate is closed, forgets a settlement that fails. It never
 * renews a lock, which leaves the engine less time than it has in production.
 */
final class Hands {
  private static final long MARGIN = 2_000;

  private final Wire wire;
  private final Clock clock;
  private final BooleanSupplier gate;
  private final Watch watch;
  private final SimStore store;
  private final Map<Fibers.Fiber, Runnable> completions = new HashMap<>();

  Hands(Wire wire, Clock clock, BooleanSupplier gate, Installation world) {
    this.wire = wire;
    this.clock = clock;
    this.gate = gate;
    this.watch = world.watch();
    this.store = world.store();
  }

  /** Handles the messages of a queue, one after the other, for ever. */
  void work(SimQueue queue, Handler handler) {
    while (true) {
      if (gate.getAsBoolean()) {
        take(queue, handler);
      } else {
        wire.around().tally().count(Branch.GATE_CLOSED);
        wire.around().fibers().sleepUntil(gate, 5_000);
      }
    }
  }

  private void take(SimQueue queue, Handler handler) {
    Locked locked = queue.receive();
    Fibers.Fiber self = wire.around().fibers().current();
    self.about(subject(locked));
    wire.trace("receive", "delivery " + locked.number());
    wire.comeBack();
    wire.moment("receive", Wire.LONGEST_REST);
    if (wire.happens(Fault.LOST_RESPONSE)) {
      return;
    }
    completions.put(self, () -> settle(queue, locked, new Settlement.Complete()));
    watch.begins(self, queue.isOfWakeups());
    Optional<Job> before = jobToCancel(locked);
    Settlement settlement = handler.handle(new Held(locked));
    watch.ends(self, settlement);
    if (settlement instanceof Settlement.Complete) {
      before.ifPresent(job -> requireHeeded(job, locked));
    }
    if (settlement instanceof Abandon abandon) {
      wire.trace("gives back", abandon.why());
      wire.around().fibers().sleep(Math.min(30_000, 1_000L << Math.min(locked.number() - 1, 5)));
    }
    settle(queue, locked, settlement);
  }

  private Optional<Job> jobToCancel(Locked locked) {
    return locked.id().contains(Story.CANCELLATION)
        ? store.load(new JobId(subject(locked))).map(Stored::job)
        : Optional.empty();
  }

  /** Nobody sends a cancellation again that was taken for done; a corrected job has none. */
  private void requireHeeded(Job before, Locked locked) {
    jobToCancel(locked)
        .filter(job -> job.admission().equals(before.admission()))
        .filter(job -> !job.isFinal() && !job.course().cancelRequested())
        .ifPresent(job -> watch.finds("I1: the cancellation " + locked.id() + " is lost"));
  }

  private void settle(SimQueue queue, Locked locked, Settlement settlement) {
    try {
      boolean held = wire.call(Port.BUS, "settle", () -> settled(queue, locked, settlement));
      if (!held) {
        wire.around().tally().count(Branch.SETTLED_TOO_LATE);
      }
    } catch (CallFailed e) {
      wire.trace("settle", "forgotten");
    }
  }

  private static boolean settled(SimQueue queue, Locked locked, Settlement settlement) {
    if (settlement instanceof Abandon) {
      return queue.abandon(locked);
    }
    return settlement instanceof DeadLetter dead
        ? queue.deadLetter(locked, dead)
        : queue.complete(locked);
  }

  /** Completes what the present fiber has in hand, which only a mutant does by itself. */
  void completeNow() {
    Runnable completion = completions.get(wire.around().fibers().current());
    if (completion != null) {
      completion.run();
    }
  }

  private static String subject(Locked locked) {
    int colon = locked.id().indexOf(':');
    return colon < 0 ? locked.id() : locked.id().substring(0, colon);
  }

  /** A locked message as the production pump shows it: its end is told without the wall clock. */
  private final class Held implements Delivery {
    private final Locked locked;

    Held(Locked locked) {
      this.locked = locked;
    }

    @Override
    public byte[] body() {
      return locked.body();
    }

    @Override
    public long deliveryCount() {
      return locked.number() - 1L;
    }

    @Override
    public Instant lockedUntil() {
      return clock.instant().plusMillis(locked.lockedUntil() - MARGIN - wire.around().now());
    }
  }
}
