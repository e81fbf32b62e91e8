package io.poolwright.worker.inventory;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.ImageLedgers;
import io.poolwright.worker.steps.ListedPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what bears a mark of Poolwright's and belongs to nobody. What bears none is never looked
 * at. May throw {@link CallFailed}.
 */
public final class Orphans {
  private final Arm arm;
  private final Stock stock;
  private final ImageLedgers ledgers;
  private final Function<JobId, Optional<Job>> documents;
  private final Places places;

  /**
   * Looks in these places.
   *
   * @param documents looks up the document of a job, as it is stored now
   */
  public Orphans(
      Arm arm,
      Stock stock,
      ImageLedgers ledgers,
      Function<JobId, Optional<Job>> documents,
      Places places) {
    this.arm = arm;
    this.stock = stock;
    this.ledgers = ledgers;
    this.documents = documents;
    this.places = places;
  }

  /**
   * All there are, in the order in which they may go.
   *
   * @param before what is younger, or of unknown age, is left out: its job may just not have said
   *     yet what becomes of it
   */
  public List<Orphan> find(Instant before) {
    List<ListedPool> pools = pools();
    Judge judge = judge(pools);
    var things = new ArrayList<>(stock.claims());
    pools.forEach(pool -> marked(pool).ifPresent(things::add));
    places.definitions().forEach(definition -> things.addAll(stock.versions(definition)));
    things.addAll(stock.blobs());
    return things.stream()
        .filter(thing -> thing.since() != null && thing.since().isBefore(before))
        .sorted(Marked.ORDER)
        .flatMap(thing -> judge.judge(thing).map(why -> new Orphan(thing, why)).stream())
        .toList();
  }

  /** Whether it is one still, for the same reason, by all that is stored now. */
  boolean isStill(Orphan orphan) {
    return judge(pools()).judge(orphan.thing()).filter(orphan.reason()::equals).isPresent();
  }

  private List<ListedPool> pools() {
    return places.accounts().stream().flatMap(account -> arm.pools(account).stream()).toList();
  }

  private Judge judge(List<ListedPool> pools) {
    Set<String> booted =
        pools.stream().map(pool -> Judge.key(pool.image().name())).collect(Collectors.toSet());
    return new Judge(documents, ledgers, booted);
  }

  private static Optional<Marked> marked(ListedPool pool) {
    ArmId id = pool.id();
    return Stream.ofNullable(pool.pool().owner())
        .filter(owner -> JobId.isValid(owner) && !pool.pool().deleting())
        .map(
            owner ->
                new Marked(
                    Marked.Kind.POOL, id.toString(), new JobId(owner), null, pool.createdAt()))
        .findFirst();
  }
}
