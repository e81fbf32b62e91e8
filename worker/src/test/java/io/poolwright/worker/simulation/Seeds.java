package io.poolwright.worker.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Runs one universe after the other, as many side by side as keep every core busy. */
final class Seeds {
  /** So many failing ones say enough. */
  private static final int ENOUGH = 10;

  private static final long REPORT_EVERY = 10_000;

  private final LongFunction<Universe.Setting> universe;
  private final long count;
  private final int enough;
  private final AtomicLong next;
  private final AtomicLong done = new AtomicLong();
  private final Tally tally = new Tally();
  private final List<Failing> failing = new ArrayList<>();

  private Seeds(LongFunction<Universe.Setting> universe, long first, long count, int enough) {
    this.universe = universe;
    this.next = new AtomicLong(first);
    this.count = count;
    this.enough = enough;
  }

  /** A seed whose universe breaks what must hold. */
  record Failing(long seed, List<String> violations) {
    /** What is wrong, and the one command that shows how it came about. */
    @Override
    public String toString() {
      return "seed %d: %s%n  %s".formatted(seed, first(), Replay.command(seed));
    }

    /** The first of its violations, and how many more there are. */
    String first() {
      int more = violations.size() - 1;
      return violations.get(0) + (more == 0 ? "" : ", and " + more + " more");
    }
  }

  /**
   * What came of them.
   *
   * @param done how many universes were run
   * @param failing in the order of their seeds
   */
  record Result(long done, Tally tally, List<Failing> failing) {}

  /** Runs the seeds from 1 to {@code count}, or fewer if many of them fail. */
  static Result run(long count, LongFunction<Universe.Setting> universe) {
    return new Seeds(universe, 1, count, ENOUGH).run();
  }

  /** Runs the seeds from {@code first} on until one fails; the one named first is the smallest. */
  static Result untilOneFails(long first, long last, LongFunction<Universe.Setting> universe) {
    return new Seeds(universe, first, last, 1).run();
  }

  private Result run() {
    var hands = new ArrayList<Thread>();
    // A universe whose baton travels from thread to thread leaves its core idle for a moment.
    for (int i = 2 * Runtime.getRuntime().availableProcessors(); i > 0; i--) {
      var hand = new Thread(this::work, "universe");
      hands.add(hand);
      hand.start();
    }
    hands.forEach(Seeds::join);
    failing.sort(Comparator.comparing(Failing::seed));
    return new Result(done.get(), tally, List.copyOf(failing));
  }

  /** Whoever has taken a seed lives it to its end, so that the smallest failing one is found. */
  private void work() {
    while (!isEnough()) {
      long seed = next.getAndIncrement();
      if (seed > count) {
        return;
      }
      live(seed);
      if (done.incrementAndGet() % REPORT_EVERY == 0) {
        System.out.printf("%,d of %,d universes, %d failing%n", done.get(), count, failures());
      }
    }
  }

  private void live(long seed) {
    List<String> violations;
    try {
      Outcome outcome = new Universe(universe.apply(seed)).run();
      tally.addAll(outcome.tally());
      violations = outcome.violations();
    } catch (RuntimeException e) {
      violations = List.of("defect: " + e.getMessage() + ", " + e.getCause());
    }
    if (!violations.isEmpty()) {
      add(new Failing(seed, violations));
    }
  }

  private synchronized void add(Failing one) {
    failing.add(one);
  }

  private synchronized int failures() {
    return failing.size();
  }

  private boolean isEnough() {
    return failures() >= enough;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
