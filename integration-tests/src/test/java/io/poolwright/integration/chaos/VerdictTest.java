package io.poolwright.integration.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.contracts.Secret;
import io.poolwright.contracts.Step;
import io.poolwright.integration.process.LocalAzure;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.StagedBlob;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A judge who finds nothing must have been able to. */
class VerdictTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final String VERSION = LocalAzure.DEFINITION + "/versions/1.2.3";
  private static final StagedBlob STAGED =
      new StagedBlob(
          URI.create("http://127.0.0.1:1/poolwrightlocal/images/copy.vhd"),
          ArmId.parse(LocalAzure.GROUP + "Microsoft.Storage/storageAccounts/poolwrightlocal"));
  private static final Image IMAGE =
      new Image(
          "disk",
          URI.create("http://127.0.0.1:1/poolwrightlocal/vhds/disk.vhd"),
          new Secret("sv=1&sig=x"));
  private static final Order GOOD = new Order("good", Fate.ORDINARY, IMAGE, "good", 1);
  private static final Order STOPPED = new Order("stopped", Fate.CANCELLED, IMAGE, "stopped", 1);

  private final Ledger ledger =
      new Ledger(List.of(GOOD, STOPPED), new HashSet<>(Set.of("poison")), new HashSet<>());
  private final Map<String, Job> jobs = new HashMap<>();
  private final List<JobEvent> events = new ArrayList<>();
  private final List<String> dead = new ArrayList<>(List.of("poison"));
  private final List<String> pending = new ArrayList<>();
  private final Map<String, Stock.Pool> pools = new HashMap<>();
  private final Map<String, Stock.Made> versions = new HashMap<>();
  private final Map<String, Stock.Made> staged = new HashMap<>();
  private final Map<String, ImageLedger> ledgers = new HashMap<>();

  /** One job has succeeded, and one was cancelled and has left nothing. */
  VerdictTest() {
    var plan =
        new ImagePlan.OfVhd("etag", 1, STAGED, ArmId.parse(VERSION), "westeurope", "westeurope");
    end(GOOD, new JobState.Succeeded(plan, succeeded()));
    end(STOPPED, new JobState.Cancelled(Step.CREATE_POOL, List.of()));
    events.add(events.get(0));
    pools.put("good", new Stock.Pool("good", VERSION, true, 1));
    versions.put(VERSION, new Stock.Made("stopped", true));
    staged.put("copy.vhd", new Stock.Made("stopped", true));
  }

  private static EventData.Succeeded succeeded() {
    return new EventData.Succeeded(
        GOOD.poolId(), ImageReference.parse(VERSION), STAGED.url().toString());
  }

  private void end(Order order, JobState.Final end) {
    var decoded = (Decoded.Valid) RequestCodec.decode(order.body().getBytes(UTF_8));
    var admission = new Job.Admission("fingerprint", NOW, NOW.plusSeconds(60));
    Job job = Job.accepted((ProvisionRequest) decoded.request(), admission).movedTo(end, NOW);
    jobs.put(order.job(), job);
    events.addAll(job.outbox().unpublished());
  }

  private void tell(Order order, long sequence, EventData data) {
    events.add(new JobEvent(new JobId(order.job()), sequence, NOW, data));
  }

  private List<String> verdict() {
    var post = new Post(events, dead, List.of(), pending);
    var stock = new Stock(pools, versions, staged, ledgers);
    return Verdict.of(ledger, new Aftermath(jobs, post, stock, List.of()));
  }

  @Test
  void whatIsAsItMustBeIsNotBlamed() {
    assertThat(verdict()).isEmpty();
  }

  static Stream<Arguments> wrongs() {
    var other = new EventData.Cancelled(Step.VALIDATE, List.of());
    return Stream.of(
        wrong("good was lost", t -> t.jobs.remove("good")),
        wrong("good has told 2 ends", t -> t.tell(GOOD, 9, other)),
        wrong("good has gaps", t -> t.tell(GOOD, 9, new EventData.StepStarted(Step.VALIDATE))),
        wrong("two different events are called good/1", t -> t.tell(GOOD, 1, other)),
        wrong("good has told 0 ends", t -> t.events.removeIf(e -> e.data().isFinal())),
        wrong("stopped is stored as", t -> t.jobs.put("stopped", t.jobs.get("good"))),
        wrong("nobody has asked for the jobs", t -> t.jobs.put("x", t.jobs.get("good"))),
        wrong("the pool of good is null", t -> t.pools.clear()),
        wrong("the pool of good is", t -> t.pools.put("good", pool("stopped"))),
        wrong("stopped has left the pool", t -> t.pools.put("stopped", pool("stopped"))),
        wrong("nobody has asked for the pools", t -> t.pools.put("x", pool("good"))),
        wrong("is used and is null", t -> t.versions.clear()),
        wrong("is left behind", t -> t.versions.put("other", new Stock.Made("stopped", true))),
        wrong("is used and is", t -> t.staged.put("copy.vhd", new Stock.Made("good", false))),
        wrong("is held", t -> t.ledgers.put("disk", claimed())),
        wrong("the dead letters", t -> t.dead.add("good")),
        wrong("the dead letters", t -> t.dead.clear()),
        wrong("still in the queues", t -> t.pending.add("wake-up")));
  }

  private static Stock.Pool pool(String owner) {
    return new Stock.Pool(owner, VERSION, true, 1);
  }

  private static ImageLedger claimed() {
    return ImageLedger.EMPTY.claimedBy(new JobId("stopped"), ArmId.parse(VERSION));
  }

  private static Arguments wrong(String sentence, Consumer<VerdictTest> spoil) {
    return Arguments.of(sentence, spoil);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongs")
  void everyWrongIsFound(String sentence, Consumer<VerdictTest> spoil) {
    spoil.accept(this);
    assertThat(verdict()).anyMatch(violation -> violation.contains(sentence));
  }
}
