package io.poolwright.integration.servicebus;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.Advance;
import io.poolwright.worker.engine.Events;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.engine.JobEngine;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.engine.Pace;
import io.poolwright.worker.engine.RequestDesk;
import io.poolwright.worker.engine.World;
import io.poolwright.worker.job.Action;
import io.poolwright.worker.job.Backoff;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Observation;
import io.poolwright.worker.job.Policies;
import io.poolwright.worker.job.Polling;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.job.Transitions;
import io.poolwright.worker.servicebus.MessagePump;
import io.poolwright.worker.servicebus.PumpLimits;
import io.poolwright.worker.servicebus.ServiceBus;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The production engine on the real queues; its documents lie in memory, and in its world
 * everything is done at once.
 */
final class TinyWorker implements World, JobStore, Events {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/";

  /** Gives up a message fast. */
  private static final PumpLimits IMPATIENT =
      new PumpLimits(
          2,
          LocalBus.LOCK,
          Duration.ofMinutes(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofMillis(1));

  final AtomicInteger poolsMade = new AtomicInteger();
  final Map<JobId, Stored> documents = new ConcurrentHashMap<>();
  private final Queue<JobEvent> heard = new ConcurrentLinkedQueue<>();
  private volatile boolean deaf;

  static TinyWorker on(LocalBus bus) {
    var worker = new TinyWorker();
    var clock = Clock.systemUTC();
    var policies =
        new Policies(
            new Backoff(SECOND, 2, SECOND, 8),
            new Polling(Duration.ofMillis(50), SECOND),
            SECOND,
            SECOND,
            SECOND);
    var pace = new Pace(Duration.ofHours(1), SECOND, SECOND);
    var advance = new Advance(worker, Transitions.table(), policies, pace, clock, () -> 0.5);
    ServiceBus queues = bus.worker(IMPATIENT);
    var engine = new JobEngine(worker, worker, queues.wakeups(), advance, () -> 0.5);
    var desk = new RequestDesk(worker, worker, engine, advance, pace.defaultDeadline(), clock);
    bus.opened(queues.requestPump(desk::onRequest, () -> true), MessagePump::stop).start();
    bus.opened(queues.wakeupPump(engine::onWakeup, () -> true), MessagePump::stop).start();
    return worker;
  }

  /** A request that the codec takes. */
  static String request(String job) {
    return """
        {"type":"io.poolwright.provision.v1","jobId":"%1$s",
         "image":{"source":{"type":"vhd","url":"https://a.blob.core.windows.net/v/d.vhd"},
          "osType":"Linux","hyperVGeneration":"V2",
          "definition":"%2$sMicrosoft.Compute/galleries/gallery/images/ubuntu"},
         "pool":{"id":"%2$sMicrosoft.Batch/batchAccounts/acct/pools/%1$s","properties":{
          "vmSize":"Standard_D2s_v3",
          "deploymentConfiguration":{"virtualMachineConfiguration":
           {"nodeAgentSkuId":"batch.node.ubuntu 22.04"}},
          "scaleSettings":{"fixedScale":{"targetDedicatedNodes":2}}}}}"""
        .formatted(job, GROUP);
  }

  /** From now on no event can be published. */
  void deafen() {
    deaf = true;
  }

  void heal() {
    deaf = false;
  }

  /** The ids of the events that were published; one that is repeated is the same event. */
  Set<String> heard() {
    return heard.stream().map(JobEvent::id).collect(Collectors.toSet());
  }

  /** How often the end of a job was told. */
  long ends() {
    return heard.stream()
        .filter(event -> event.data().isFinal())
        .map(JobEvent::id)
        .distinct()
        .count();
  }

  boolean hasHeard(Class<? extends EventData> kind) {
    return heard.stream().anyMatch(event -> kind.isInstance(event.data()));
  }

  @Override
  public Observation look(Job job) {
    JobState state = job.state();
    if (state instanceof JobState.Validating) {
      return new Observation.RequestFits(plan());
    } else if (state instanceof JobState.ClaimingImage) {
      return new Observation.ImageClaimed();
    } else if (state instanceof JobState.CopyingImage) {
      return new Observation.CopyDone();
    } else if (state instanceof JobState.WaitingGeneralized) {
      return new Observation.VersionReady();
    } else if (state instanceof JobState.KeepingImage) {
      return new Observation.ImageKept();
    }
    return poolsMade.get() == 0 ? new Observation.PoolAbsent() : new Observation.PoolSteady();
  }

  @Override
  public Observation act(Job job, Action action, Hold hold) {
    poolsMade.incrementAndGet();
    return new Observation.PoolAccepted();
  }

  private static ImagePlan.OfVhd plan() {
    var staged =
        new StagedBlob(
            URI.create("https://s.blob.core.windows.net/images/0f.vhd"),
            ArmId.parse(GROUP + "Microsoft.Storage/storageAccounts/s"));
    ArmId version =
        ArmId.parse(GROUP + "Microsoft.Compute/galleries/gallery/images/ubuntu/versions/1.2.3");
    return new ImagePlan.OfVhd("0x8D", 512, staged, version, "westeurope", "westeurope");
  }

  @Override
  public Optional<Stored> load(JobId id) {
    return Optional.ofNullable(documents.get(id));
  }

  @Override
  public Optional<Stored> create(Job job) {
    var stored = new Stored(job, "1");
    return documents.putIfAbsent(job.id(), stored) == null ? Optional.of(stored) : Optional.empty();
  }

  @Override
  public Optional<Stored> replace(Stored old, Job next) {
    var stored = new Stored(next, String.valueOf(Long.parseLong(old.etag()) + 1));
    return documents.replace(next.id(), old, stored) ? Optional.of(stored) : Optional.empty();
  }

  @Override
  public void publish(List<JobEvent> events) {
    if (deaf) {
      throw new CallFailed(Failure.passing("ServiceBusUnavailable", "nobody listens"));
    }
    heard.addAll(events);
  }
}
