package io.poolwright.worker.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Plain blocking code, one piece at a time, in virtual time. A fiber is a thread that runs only
 * while it holds the baton. When it sleeps it looks itself who is next, and hands the baton over
 * only if that is another: most switches of a universe cost no switch of threads.
 */
final class Fibers {
  private final PriorityQueue<Event> agenda = new PriorityQueue<>();
  private final List<Fiber> all = new ArrayList<>();
  private final Executor threads;
  private final Chance chance;
  private final Baton driver = new Baton();
  private final Fiber nobody = new Fiber(new Life(), Fibers::nothing);
  private long now;
  private long horizon;
  private long events;
  private boolean closing;
  private @Nullable Fiber current;
  private @Nullable Throwable defect;

  Fibers(Executor threads, Chance chance) {
    this.threads = threads;
    this.chance = chance;
  }

  /** Something that happens at a time; of things at the same time chance decides. */
  private record Event(long at, int lot, long number, Fiber who, long ticket, Runnable what)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      int byLot = byTime == 0 ? Integer.compare(lot, other.lot) : byTime;
      return byLot == 0 ? Long.compare(number, other.number) : byLot;
    }
  }

  /** The right to run. */
  private static class Baton {
    private volatile boolean held;
    private volatile @Nullable Thread thread;

    void give() {
      held = true;
      LockSupport.unpark(thread);
    }

    void await() {
      thread = Thread.currentThread();
      while (!held) {
        LockSupport.park(this);
      }
      held = false;
    }
  }

  /** A thread of the simulated world. */
  final class Fiber extends Baton implements Runnable {
    private final Life life;
    private final Runnable body;
    private boolean started;
    private boolean ended;
    private long ticket;
    private String about = "";

    private Fiber(Life life, Runnable body) {
      this.life = life;
      this.body = body;
    }

    boolean isAlive() {
      return !ended && !life.isOver();
    }

    /** What it works on, for the trace. */
    String about() {
      return about;
    }

    void about(String subject) {
      about = subject;
    }

    @Override
    public void run() {
      await();
      try {
        if (!life.isOver()) {
          body.run();
        }
      } catch (Crash e) {
        // Its process is over; there is nobody left to tell.
      } catch (Throwable e) {
        defect = defect == null ? e : defect;
      }
      ended = true;
      handOver(null);
    }

    /** Wakes it at once, whatever it waits for. */
    void interrupt() {
      if (!ended && this != current) {
        wakeAt(this, now);
      }
    }
  }

  /** Virtual milliseconds since the beginning. */
  long now() {
    return now;
  }

  Fiber current() {
    if (current == null) {
      throw new IllegalStateException("not in a fiber");
    }
    return current;
  }

  /** Starts a fiber at {@code at}, which ends with its life at the latest. */
  void start(long at, Life life, Runnable body) {
    var fiber = new Fiber(life, body);
    all.add(fiber);
    life.include(fiber);
    wakeAt(fiber, at);
  }

  /** Has something happen that takes no time and never blocks. */
  void at(long time, Runnable what) {
    add(new Event(Math.max(time, now), chance.between(0, 1 << 20), events++, nobody, 0, what));
  }

  /** Lets others run for as long; must be called from a fiber. */
  void sleep(long millis) {
    Fiber self = current();
    wakeAt(self, now + millis);
    handOver(self);
  }

  /**
   * Lets others run until something holds. That is looked at on whatever thread has the baton, so
   * that it costs no switch.
   *
   * @param every how often, in virtual milliseconds
   */
  void sleepUntil(BooleanSupplier holds, long every) {
    look(current(), holds, every);
    park();
  }

  private void look(Fiber sleeper, BooleanSupplier holds, long every) {
    at(
        now + every,
        () -> {
          if (!sleeper.isAlive()) {
            return;
          }
          if (holds.getAsBoolean()) {
            wake(sleeper);
          } else {
            look(sleeper, holds, every);
          }
        });
  }

  /** Lets others run until somebody calls {@link #wake}. */
  void park() {
    handOver(current());
  }

  void wake(Fiber fiber) {
    wakeAt(fiber, now);
  }

  private void wakeAt(Fiber fiber, long at) {
    long ticket = ++fiber.ticket;
    add(new Event(at, chance.between(0, 1 << 20), events++, fiber, ticket, Fibers::nothing));
  }

  private void add(Event event) {
    agenda.add(event);
  }

  /** Runs until a time has come or nothing is left to happen; returns whether something is left. */
  boolean runUntil(long time) {
    horizon = time;
    handOver(null);
    driver.await();
    if (defect != null) {
      throw new IllegalStateException("a fiber ended with a defect", defect);
    }
    return !agenda.isEmpty();
  }

  /** Ends every fiber, so that its thread is free for others. */
  void close() {
    closing = true;
    for (Fiber fiber : all) {
      if (fiber.started && !fiber.ended) {
        current = fiber;
        fiber.give();
        driver.await();
      }
    }
  }

  /** Passes the baton to whoever is next; returns when {@code self}, if anyone, has it again. */
  private void handOver(@Nullable Fiber self) {
    requireLife(self);
    Fiber next = closing ? null : next();
    if (next != self || self == null) {
      pass(next);
      if (self != null) {
        self.await();
      }
    }
    requireLife(self);
  }

  private void requireLife(@Nullable Fiber self) {
    if (self != null && (closing || self.life.isOver())) {
      throw new Crash();
    }
  }

  private void pass(@Nullable Fiber next) {
    current = next;
    if (next == null) {
      driver.give();
      return;
    }
    next.give();
    if (!next.started) {
      next.started = true;
      threads.execute(next);
    }
  }

  private @Nullable Fiber next() {
    while (defect == null) {
      Event event = agenda.peek();
      if (event == null || event.at > horizon) {
        now = Math.max(now, horizon);
        return null;
      }
      agenda.remove();
      now = Math.max(now, event.at);
      if (event.who == nobody) {
        event.what.run();
      } else if (!event.who.ended && event.ticket == event.who.ticket) {
        return event.who;
      }
    }
    return null;
  }

  private static void nothing() {}
}
