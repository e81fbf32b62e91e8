package io.poolwright.worker.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.Step;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImageLedger;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Jobs;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.ImageLedgers;
import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.ListedPool;
import io.poolwright.worker.steps.Pool;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What nobody owns is found and goes; what anybody may own stays. */
class OrphansTest {
  private static final Instant NOW = Jobs.NOON.plusSeconds(7200);
  private static final ImagePlan.OfVhd PLAN = Jobs.plan();
  private static final ArmId VERSION = PLAN.version();
  private static final String IMAGE = PLAN.name();
  private static final String BLOB = PLAN.staged().url().toString();
  private static final ArmId POOL = Jobs.ACCOUNT.child("pools", "p");
  private static final JobId SELF = new JobId("orphans-1");

  private final Map<JobId, Job> jobs = new HashMap<>();
  private final Map<String, ImageLedgers.Stored> stored = new HashMap<>();
  private final List<Marked> versions = new ArrayList<>();
  private final List<Marked> blobs = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();
  private final List<ListedPool> pools = new ArrayList<>();
  private Runnable afterCondemnation = () -> {};
  private int writes;

  private final ImageLedgers ledgers =
      new ImageLedgers() {
        @Override
        public Stored load(String image) {
          return stored.getOrDefault(image, Stored.NONE);
        }

        @Override
        public boolean replace(String image, Stored old, ImageLedger next) {
          if (!Objects.equals(load(image).etag(), old.etag())) {
            return false;
          }
          stored.put(image, new Stored(next, Integer.toString(++writes)));
          if (SELF.equals(next.condemnedBy())) {
            afterCondemnation.run();
          }
          return true;
        }
      };

  private final Stock stock =
      new Stock() {
        @Override
        public List<Marked> versions(ArmId definition) {
          return versions;
        }

        @Override
        public List<Marked> blobs() {
          return blobs;
        }

        @Override
        public List<Marked> claims() {
          Set<JobId> holders = new HashSet<>(ledger().claims().keySet());
          Optional.ofNullable(ledger().condemnedBy()).ifPresent(holders::add);
          return holders.stream()
              .map(job -> new Marked(Marked.Kind.CLAIM, IMAGE, job, IMAGE, Jobs.NOON))
              .toList();
        }
      };

  private final Arm arm =
      (Arm)
          Proxy.newProxyInstance(
              Arm.class.getClassLoader(),
              new Class<?>[] {Arm.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "pools" -> List.copyOf(pools);
                    case "pool" ->
                        pools.stream()
                            .filter(pool -> pool.id().equals(arguments[0]))
                            .map(ListedPool::pool)
                            .findFirst();
                    case "imageVersion" -> version((ArmId) arguments[0]);
                    case "deletePool", "deleteImageVersion" -> {
                      deleted.add(arguments[0].toString());
                      yield null;
                    }
                    default -> throw new AssertionError(method.getName());
                  });

  private final Orphans orphans =
      new Orphans(
          arm,
          stock,
          ledgers,
          id -> Optional.ofNullable(jobs.get(id)),
          new Places(Set.of(Jobs.ACCOUNT), Set.of(Jobs.DEFINITION)));
  private final Clearance clearance = new Clearance(orphans, arm, ledgers, deleted::add, SELF);

  private Optional<ImageVersion> version(ArmId id) {
    var there = new ImageVersion(ImageVersion.State.SUCCEEDED, Map.of(), Map.of(), null);
    return deleted.contains(id.toString()) ? Optional.empty() : Optional.of(there);
  }

  private ImageLedger ledger() {
    return ledgers.load(IMAGE).ledger();
  }

  private void ledger(ImageLedger ledger) {
    stored.put(IMAGE, new ImageLedgers.Stored(ledger, Integer.toString(++writes)));
  }

  private void job(String id, @Nullable JobState state, OnFailure onFailure) {
    Job job = Jobs.accepted(Jobs.request(id, onFailure));
    jobs.put(job.id(), state == null ? job : job.movedTo(state, Jobs.NOON));
  }

  private void failed(String id) {
    job(id, failure(), OnFailure.ROLL_BACK);
  }

  private static JobState failure() {
    return new JobState.Failed(Step.CREATE_POOL, Failure.lasting("X", "x"), List.of());
  }

  private static JobState success() {
    return new JobState.Succeeded(PLAN, new EventData.Succeeded(POOL, PLAN.reference(), BLOB));
  }

  private void everythingOf(String job) {
    versions.add(
        new Marked(Marked.Kind.VERSION, VERSION.toString(), new JobId(job), IMAGE, Jobs.NOON));
    blobs.add(new Marked(Marked.Kind.BLOB, BLOB, new JobId(job), IMAGE, Jobs.NOON));
    pool(job, "canonical:ubuntu:22_04:latest", Jobs.NOON);
  }

  private void pool(@Nullable String owner, String image, Instant since) {
    var pool = new Pool("1", owner, false, true, 0, 0, null, List.of());
    var boots = new ListedPool.Image(image, true);
    pools.add(new ListedPool(POOL, pool, boots, "Standard_D2s_v3", 0, 0, since));
  }

  private List<Marked.Kind> found() {
    return orphans.find(NOW.minusSeconds(3600)).stream().map(o -> o.thing().kind()).toList();
  }

  private List<Clearance.Outcome> clearing() {
    return orphans.find(NOW.minusSeconds(3600)).stream().map(clearance::delete).toList();
  }

  @Test
  void whatAFailedJobShouldHaveTakenAwayIsFoundAndGoes() {
    failed("job");
    everythingOf("job");
    assertThat(found()).containsExactly(Marked.Kind.POOL, Marked.Kind.VERSION, Marked.Kind.BLOB);
    assertThat(clearing()).containsOnly(Clearance.Outcome.DELETED);
    assertThat(deleted).containsExactly(POOL.toString(), VERSION.toString(), BLOB);
    assertThat(ledger()).as("nobody is shut out").isEqualTo(ImageLedger.EMPTY);
  }

  @Test
  void whatAJobThatGoesOnSucceededOrKeepsHasMadeIsNone() {
    job("job", null, OnFailure.ROLL_BACK);
    everythingOf("job");
    assertThat(found()).isEmpty();
    job("job", failure(), OnFailure.KEEP);
    assertThat(found()).isEmpty();
    job("job", success(), OnFailure.ROLL_BACK);
    assertThat(found()).isEmpty();
  }

  @Test
  void aStagedCopyThatWasToGoWithTheSuccessIsOne() {
    var told = new EventData.Succeeded(POOL, PLAN.reference(), null);
    job("job", new JobState.Succeeded(PLAN, told), OnFailure.ROLL_BACK);
    everythingOf("job");
    assertThat(found()).containsExactly(Marked.Kind.BLOB);
  }

  @Test
  void whatBearsTheMarkOfAJobThatNobodyKnowsIsToldApart() {
    everythingOf("elsewhere");
    assertThat(orphans.find(NOW))
        .extracting(Orphan::reason)
        .hasSize(3)
        .containsOnly(Orphan.Reason.JOB_UNKNOWN);
  }

  @Test
  void whatIsYoungOrOfUnknownAgeIsLeftAlone() {
    failed("job");
    pool("job", "a:b:c:d", NOW.minusSeconds(60));
    assertThat(found()).isEmpty();
    pools.clear();
    versions.add(
        new Marked(Marked.Kind.VERSION, VERSION.toString(), new JobId("job"), IMAGE, null));
    assertThat(found()).isEmpty();
  }

  @Test
  void anImageThatALedgerKeepsOrAPoolBootsFromIsNone() {
    failed("job");
    everythingOf("job");
    pools.clear();
    ledger(ImageLedger.EMPTY.keeping(VERSION).keepingCopy());
    assertThat(found()).isEmpty();
    ledger(ImageLedger.EMPTY);
    pool(null, VERSION.toString().toUpperCase(Locale.ROOT), Jobs.NOON);
    assertThat(found()).containsExactly(Marked.Kind.BLOB);
  }

  @Test
  void anImageThatAnotherJobClaimsIsNone() {
    failed("job");
    job("other", null, OnFailure.ROLL_BACK);
    everythingOf("job");
    pools.clear();
    ledger(ImageLedger.EMPTY.claimedBy(new JobId("other"), VERSION));
    assertThat(found()).isEmpty();
    ledger(ImageLedger.EMPTY.claimedBy(new JobId("of-no-document"), VERSION));
    assertThat(found()).containsExactly(Marked.Kind.CLAIM);
  }

  @Test
  void aClaimThatOutlivedItsJobIsReleased() {
    failed("job");
    ledger(ImageLedger.EMPTY.condemnedBy(new JobId("job")).keeping(VERSION));
    assertThat(clearing()).containsExactly(Clearance.Outcome.DELETED);
    assertThat(ledger()).isEqualTo(ImageLedger.EMPTY.keeping(VERSION));
  }

  @Test
  void whatSomebodyTakesUpAfterItWasFoundStays() {
    failed("job");
    everythingOf("job");
    List<Orphan> found = orphans.find(NOW);
    pools.clear();
    job("job", null, OnFailure.ROLL_BACK);
    assertThat(found.stream().map(clearance::delete)).containsOnly(Clearance.Outcome.NO_ORPHAN);
    assertThat(deleted).isEmpty();
    assertThat(ledger()).isEqualTo(ImageLedger.EMPTY);
  }

  @Test
  void anImageIsLookedAtOnceMoreWhenNobodyCanClaimItAnyMore() {
    failed("job");
    everythingOf("job");
    pools.clear();
    afterCondemnation = () -> pool(null, VERSION.toString(), Jobs.NOON);
    assertThat(clearing()).contains(Clearance.Outcome.NO_ORPHAN);
    assertThat(deleted).doesNotContain(VERSION.toString());
  }

  @Test
  void whatSomebodyElseIsDeletingIsLeftToHim() {
    failed("job");
    everythingOf("job");
    pools.clear();
    List<Orphan> found = orphans.find(NOW);
    ledger(ImageLedger.EMPTY.condemnedBy(new JobId("orphans-2")));
    assertThat(found.stream().map(clearance::delete)).containsOnly(Clearance.Outcome.BUSY);
    assertThat(ledger().condemnedBy()).isEqualTo(new JobId("orphans-2"));
  }
}
