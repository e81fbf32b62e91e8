package io.poolwright.worker.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.OnFailure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.Marks;
import io.poolwright.worker.steps.Pool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold when a universe has settled; the numbers are those of docs/reliability.md. */
final class Invariants {
  private static final String CANARY = "canary";
  private static final int MOST_SAVES = 1_000;

  private final Outcome outcome;
  private final List<String> violations = new ArrayList<>();

  Invariants(Outcome outcome) {
    this.outcome = outcome;
  }

  List<String> violations() {
    violations.addAll(outcome.world().watch().findings());
    unless(outcome.settled(), "I8: something still happens long after the faults have stopped");
    outcome.setting().story().requests().keySet().forEach(this::isNotLost);
    outcome.jobs().forEach(this::check);
    nothingIsOrphaned();
    eventsDoNotContradict();
    poolsBearTheRequestedNames();
    noSecretIsShown();
    nobodysMessageIsDead();
    return List.copyOf(violations);
  }

  private void unless(boolean holds, String violation) {
    if (!holds) {
      violations.add(violation);
    }
  }

  private void isNotLost(String id) {
    unless(outcome.job(id).isPresent(), "I1: " + id + " was submitted, and nothing is stored");
  }

  private void check(Job job) {
    String state = job.state().getClass().getSimpleName();
    unless(job.isFinal(), "I1: " + job.id() + " is still " + state);
    unless(
        outcome.world().store().saves(job.id()) < MOST_SAVES, "I7: too many saves of " + job.id());
    unless(
        job.course().attempts() < SimWorker.POLICIES.backoff().maxAttempts()
            || job.state() instanceof JobState.Final,
        "I7: too many attempts of " + job.id());
    if (job.state() instanceof JobState.Final last) {
      saysWhatIsStored(job, last);
    }
    if (job.state() instanceof JobState.Succeeded succeeded) {
      hasItsPool(job, succeeded.plan());
    } else if (job.request().onFailure() == OnFailure.ROLL_BACK
        && Outcome.leftBehind(job).isEmpty()) {
      leavesNothing(job);
    }
  }

  private void saysWhatIsStored(Job job, JobState.Final last) {
    List<EventData> told = outcome.finalEvents(job.id().value());
    // A rejected job may be asked for again, corrected; then each request has its own end.
    long ends = told.stream().filter(end -> !(end instanceof EventData.Rejected)).count();
    boolean corrected =
        outcome.setting().story().requests().getOrDefault(job.id().value(), List.of()).stream()
                .distinct()
                .count()
            > 1;
    unless(
        corrected ? ends <= 1 && !told.isEmpty() : told.size() == 1,
        "I3: " + told.size() + " final events of " + job.id() + ": " + told);
    unless(
        told.contains(last.event()), "I4: " + job.id() + " is " + last.event() + ", told " + told);
    long known =
        outcome.events(job.id().value()).stream().map(JobEvent::sequence).distinct().count();
    unless(
        known == job.outbox().lastSequence(),
        "I3: of " + job.outbox().lastSequence() + " events of " + job.id() + " came " + known);
  }

  private void hasItsPool(Job job, ImagePlan plan) {
    ArmId id = job.request().pool().id();
    SimPools pools = outcome.world().cloud().pools();
    Optional<Pool> pool = pools.show(id);
    boolean steady = pool.filter(p -> p.steady() && p.errors().isEmpty()).isPresent();
    unless(steady, "I2: " + job.id() + " succeeded with " + pool);
    boolean own = pool.filter(p -> job.id().value().equals(p.owner())).isPresent();
    unless(own, "I2: " + job.id() + " succeeded with the pool of another: " + pool);
    boolean rightImage =
        pools.find(id).filter(p -> p.image().equals(plan.reference().toString())).isPresent();
    unless(rightImage, "I2: the pool of " + job.id() + " has another image");
    if (plan.reference().kind() == ImageReference.Kind.GALLERY) {
      hasItsVersion(job, ArmId.parse(plan.reference().toString()));
    }
  }

  private void hasItsVersion(Job job, ArmId id) {
    Optional<ImageVersion> version = outcome.world().cloud().images().truth(id);
    boolean there = version.filter(v -> v.state() == ImageVersion.State.SUCCEEDED).isPresent();
    unless(there, "I2: the image under the pool of " + job.id() + " is " + version);
  }

  private void leavesNothing(Job job) {
    String id = job.id().value();
    SimCloud cloud = outcome.world().cloud();
    cloud.pools().all().stream()
        .filter(pool -> id.equals(pool.owner()))
        .forEach(pool -> violations.add("I5: " + id + " left the pool " + pool.id().name()));
  }

  /** Images belong to all who share them: what nobody needs is gone, and nobody claims any more. */
  private void nothingIsOrphaned() {
    SimCloud cloud = outcome.world().cloud();
    Set<String> needed = needed();
    cloud.images().made(Marks.JOB).stream()
        .filter(version -> !needed.contains(version))
        .forEach(version -> violations.add("I5: nobody needs the version " + version));
    cloud.blobs().all().keySet().stream()
        .filter(url -> !needed.contains(url.toString()))
        .forEach(url -> violations.add("I5: nobody needs the blob " + url));
    outcome
        .world()
        .ledgers()
        .all()
        .forEach(
            (image, ledger) ->
                unless(
                    ledger.claims().isEmpty()
                        && ledger.makers().isEmpty()
                        && ledger.condemnedBy() == null,
                    "I5: " + image + " is claimed after the end: " + ledger));
  }

  /** What pools run on, and what jobs said that they leave or wrote down to stay; in lower case. */
  private Set<String> needed() {
    var needed = new HashSet<String>();
    outcome.world().cloud().pools().all().forEach(pool -> needed.add(pool.image()));
    outcome.jobs().forEach(job -> needed.addAll(Outcome.leftBehind(job)));
    outcome
        .world()
        .ledgers()
        .all()
        .forEach(
            (image, ledger) -> {
              if (ledger.copyKept()) {
                needed.add(Names.staged(image));
              }
            });
    return needed.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private void eventsDoNotContradict() {
    outcome.world().topic().contradictions().forEach(c -> violations.add("I4: " + c));
  }

  private void poolsBearTheRequestedNames() {
    for (SimPools.Creation made : outcome.world().cloud().pools().history()) {
      Optional<Job> owner = Optional.ofNullable(made.owner()).flatMap(outcome::job);
      owner.ifPresent(
          job ->
              unless(
                  job.request().pool().id().equals(made.pool()),
                  "I2: " + job.id() + " made a pool named " + made.pool().name()));
    }
  }

  private void noSecretIsShown() {
    boolean stored =
        outcome.world().store().samples().stream()
            .anyMatch(b -> new String(b, UTF_8).contains(CANARY));
    unless(!stored, "I6: a SAS is stored in the clear");
    boolean told = outcome.world().topic().all().toString().contains(CANARY);
    unless(!told, "I6: a SAS was told in an event");
  }

  private void nobodysMessageIsDead() {
    Story story = outcome.setting().story();
    for (SimQueue.Dead dead : outcome.deadLetters()) {
      boolean expected =
          switch (dead.why().reason()) {
            case "JobIdInUse" -> true;
            case "JobNotFound" -> story.isCancellation(dead.id()) || story.isStrange(dead.id());
            default -> story.isStrange(dead.id());
          };
      unless(expected, "I9: dead letter " + dead.id() + " " + dead.why());
    }
  }
}
