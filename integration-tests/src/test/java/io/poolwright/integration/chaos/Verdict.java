package io.poolwright.integration.chaos;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold when it is over. Every job is final and has said so once, in the words of its
 * document (I1, I3, I4); a pool belongs to the one job that succeeded with it (I2); nothing is left
 * of the others (I5); the dead letters are the poison that was sent, and nothing is pending (I8,
 * I9).
 */
final class Verdict {
  private final Ledger ledger;
  private final Aftermath found;
  private final Map<String, EventData> ends = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  private Verdict(Ledger ledger, Aftermath found) {
    this.ledger = ledger;
    this.found = found;
  }

  /** A sentence for each violation. */
  static List<String> of(Ledger ledger, Aftermath found) {
    var verdict = new Verdict(ledger, found);
    verdict.judgeEvents();
    ledger.orders().forEach(verdict::judgeDocument);
    verdict.judgeStrangers();
    verdict.judgePools();
    verdict.judgeImages();
    verdict.judgePost();
    return verdict.violations;
  }

  private void judgeEvents() {
    Map<String, JobEvent> byId = new HashMap<>();
    for (JobEvent event : found.post().events()) {
      JobEvent first = byId.putIfAbsent(event.id(), event);
      hold(first == null || first.equals(event), "two different events are called %s", event.id());
    }
    Map<String, List<JobEvent>> byJob = new HashMap<>();
    byId.values().stream()
        .sorted(Comparator.comparingLong(JobEvent::sequence))
        .forEach(
            event ->
                byJob.computeIfAbsent(event.jobId().value(), job -> new ArrayList<>()).add(event));
    for (Order order : ledger.orders()) {
      judgeEvents(order, byJob.getOrDefault(order.job(), List.of()));
    }
  }

  private void judgeEvents(Order order, List<JobEvent> events) {
    List<EventData> finals =
        events.stream().map(JobEvent::data).filter(EventData::isFinal).toList();
    hold(finals.size() == 1, "%s has told %s ends: %s", order.job(), finals.size(), finals);
    if (finals.size() == 1) {
      ends.put(order.job(), finals.get(0));
      hold(order.fate().allows(finals.get(0)), "%s must not end as %s", order.job(), finals.get(0));
    }
    boolean unbroken =
        events.isEmpty() || events.get(events.size() - 1).sequence() == events.size();
    hold(
        unbroken || order.fate() == Fate.MALFORMED,
        "%s has gaps between its events: %s",
        order.job(),
        events.stream().map(JobEvent::sequence).toList());
  }

  private void judgeDocument(Order order) {
    Job job = found.jobs().get(order.job());
    if (order.fate() == Fate.MALFORMED) {
      hold(job == null, "%s became a job", order.job());
    } else if (job == null) {
      hold(false, "%s was lost", order.job());
    } else if (job.state() instanceof JobState.Final last) {
      EventData told = ends.get(order.job());
      hold(
          last.event().equals(told),
          "%s is stored as %s and was told as %s",
          order.job(),
          last.event(),
          told);
    } else {
      hold(false, "%s is still in %s", order.job(), job.state());
    }
  }

  private void judgeStrangers() {
    Set<String> strangers = new HashSet<>(found.jobs().keySet());
    strangers.removeAll(ledger.byJob().keySet());
    hold(strangers.isEmpty(), "nobody has asked for the jobs %s", strangers);
  }

  private void judgePools() {
    for (Order order : ledger.orders()) {
      Stock.Pool pool = found.stock().pools().get(order.pool());
      if (ends.get(order.job()) instanceof EventData.Succeeded end) {
        var due = new Stock.Pool(order.job(), end.imageVersion().toString(), true, order.nodes());
        hold(due.equals(pool), "the pool of %s is %s and not %s", order.job(), pool, due);
      } else {
        hold(
            order.fate() == Fate.KEPT || pool == null || !order.job().equals(pool.owner()),
            "%s has left the pool %s behind",
            order.job(),
            pool);
      }
      hold(
          order.fate() != Fate.RIVAL || pool != null,
          "nobody got the pool %s that %s wanted too",
          order.pool(),
          order.job());
    }
    Set<String> strangers = new HashSet<>(found.stock().pools().keySet());
    ledger.orders().forEach(order -> strangers.remove(order.pool()));
    hold(strangers.isEmpty(), "nobody has asked for the pools %s", strangers);
  }

  private void judgeImages() {
    Set<String> versions = new HashSet<>();
    Set<String> staged = new HashSet<>();
    Set<String> told = new HashSet<>();
    for (EventData end : ends.values()) {
      if (end instanceof EventData.Succeeded succeeded) {
        versions.add(succeeded.imageVersion().toString());
        stagedName(succeeded).ifPresent(staged::add);
      } else if (end instanceof EventData.Cancelled cancelled) {
        cancelled.leftBehind().forEach(name -> told.add(name.replaceFirst("http.*/", "")));
      }
    }
    judge("image version", versions, told, found.stock().versions());
    judge("staged VHD", staged, told, found.stock().staged());
    found
        .stock()
        .ledgers()
        .forEach(
            (name, image) ->
                hold(
                    image.claims().isEmpty() && image.condemnedBy() == null,
                    "%s is held although all is over: %s",
                    name,
                    image));
    found.spoiltCopies().forEach(blob -> hold(false, "%s is not what its source is", blob));
  }

  /** Staged VHDs are known by the names of their blobs; this one is to stay, if there is one. */
  static Optional<String> stagedName(EventData.Succeeded end) {
    return Optional.ofNullable(end.stagedVhd()).map(url -> url.replaceFirst(".*/", ""));
  }

  private void judge(
      String what, Set<String> used, Set<String> told, Map<String, Stock.Made> there) {
    for (String name : used) {
      Stock.Made made = there.get(name);
      hold(made != null && made.usable(), "the %s %s is used and is %s", what, name, made);
    }
    there.forEach(
        (name, made) ->
            hold(
                used.contains(name) || told.contains(name) || isKept(made),
                "the %s %s of %s is left behind",
                what,
                name,
                made.owner()));
  }

  private boolean isKept(Stock.Made made) {
    Order owner = ledger.byJob().get(String.valueOf(made.owner()));
    return owner != null && owner.fate() == Fate.KEPT;
  }

  private void judgePost() {
    Post post = found.post();
    judge(Mail.REQUESTS, ledger.poisonedRequests(), post.deadRequests());
    judge(Mail.WAKEUPS, ledger.poisonedWakeups(), post.deadWakeups());
    hold(post.pending().isEmpty(), "still in the queues: %s", post.pending());
  }

  private void judge(String queue, Set<String> poison, List<String> dead) {
    List<String> due = poison.stream().sorted().toList();
    List<String> are = dead.stream().sorted().toList();
    hold(due.equals(are), "the dead letters of %s are %s and not %s", queue, are, due);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotations are no dependency of ours.
  private void hold(boolean holds, String sentence, @Nullable Object... of) {
    if (!holds) {
      violations.add(sentence.formatted(of));
    }
  }
}
