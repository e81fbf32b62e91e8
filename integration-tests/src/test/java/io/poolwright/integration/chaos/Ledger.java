package io.poolwright.integration.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that is asked for, and every message that belongs to the dead letters. */
record Ledger(List<Order> orders, Set<String> poisonedRequests, Set<String> poisonedWakeups) {
  private static final int JOBS_A_SHARED_IMAGE = 20;
  private static final double SHARING = 0.7;
  private static final int MOST_NODES = 2;

  /**
   * Draws the orders.
   *
   * @param upload makes the image of a name
   */
  static Ledger draw(Trial trial, Function<String, Image> upload) {
    Random chances = new Random(trial.seed());
    List<Image> shared = new ArrayList<>();
    for (int i = 0; i < Math.max(2, trial.jobs() / JOBS_A_SHARED_IMAGE); i++) {
      shared.add(upload.apply("shared-" + i));
    }
    List<Order> orders = new ArrayList<>();
    int rivals = 0;
    for (Fate fate : fates(trial.jobs(), chances)) {
      String job = "%s-%03d".formatted(fate.name().toLowerCase(Locale.ROOT), orders.size());
      boolean shares = fate != Fate.HURRIED && chances.nextDouble() < SHARING;
      Image image =
          shares ? shared.get(chances.nextInt(shared.size())) : upload.apply("private-" + job);
      String pool = fate == Fate.RIVAL ? "contested-" + rivals++ / 2 : job;
      orders.add(new Order(job, fate, image, pool, chances.nextInt(MOST_NODES + 1)));
    }
    return new Ledger(orders, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
  }

  private static List<Fate> fates(int jobs, Random chances) {
    List<Fate> fates = new ArrayList<>();
    for (Fate fate : Fate.values()) {
      int least = fate == Fate.RIVAL ? 2 : 1;
      int some = fate == Fate.ORDINARY ? 0 : Math.max(least, (int) Math.round(jobs * fate.share));
      fates.addAll(Collections.nCopies(some / least * least, fate));
    }
    fates.addAll(Collections.nCopies(Math.max(0, jobs - fates.size()), Fate.ORDINARY));
    Collections.shuffle(fates, chances);
    return fates;
  }

  Map<String, Order> byJob() {
    return orders.stream().collect(Collectors.toMap(Order::job, order -> order));
  }

  Set<Image> images() {
    return orders.stream().map(Order::image).collect(Collectors.toSet());
  }
}
