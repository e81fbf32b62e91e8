package io.poolwright.worker.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.CancelRequest;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.worker.engine.Wakeup;
import io.poolwright.worker.engine.WakeupCodec;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.steps.TargetRegion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What users and outsiders do, and when; all times are virtual milliseconds. */
final class Story {
  /** In the message ids of all cancellations, after the id of the job. */
  static final String CANCELLATION = ":cancel-";

  private final List<Happening> happenings = new ArrayList<>();
  private final Map<String, List<ProvisionRequest>> requests = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> strange = new HashSet<>();
  private final Set<String> cancellations = new HashSet<>();
  private int letters;

  /**
   * Something that is done to the world from outside.
   *
   * @param what for the trace
   */
  record Happening(long at, String what, Consumer<Installation> effect) {
    void happen(Installation world) {
      world.around().trace().line(at, "outside", what, "", "");
      effect.accept(world);
    }
  }

  /** Somebody uploads a VHD, or overwrites it. */
  Story uploads(String source, long at) {
    return happens(
        at, "uploads " + source, world -> world.cloud().blobs().upload(Names.source(source)));
  }

  /** Somebody deletes a VHD that others were to read. */
  Story deletesSource(String source, long at) {
    return happens(
        at, "deletes " + source, world -> world.cloud().blobs().deleteSource(Names.source(source)));
  }

  /** A machine runs from the beginning. */
  Story runs(String machine) {
    return happens(
        0, "runs " + machine, world -> world.cloud().machines().start(Names.machine(machine)));
  }

  /** Somebody deallocates a machine and marks it generalized. */
  Story preparesMachine(String machine, long at) {
    return happens(
        at,
        "prepares " + machine,
        world -> world.cloud().machines().prepare(Names.machine(machine)));
  }

  /** Somebody deletes a machine that was to be captured. */
  Story deletesMachine(String machine, long at) {
    return happens(
        at, "deletes " + machine, world -> world.cloud().machines().delete(Names.machine(machine)));
  }

  /** Somebody has published an image in another region. */
  Story publishedElsewhere() {
    return happens(
        0, "has published elsewhere", world -> world.cloud().images().declare(Names.ELSEWHERE));
  }

  Story submits(ProvisionRequest request, long at) {
    return submits(request, request.jobId() + ":request-" + ++letters, at);
  }

  /** Sends a request with a message id of the sender's choice. */
  Story submits(ProvisionRequest request, String messageId, long at) {
    requests.computeIfAbsent(request.jobId().value(), id -> new ArrayList<>()).add(request);
    return sends(messageId, RequestCodec.encode(request), at);
  }

  Story cancels(String job, long at) {
    byte[] body = RequestCodec.encode(new CancelRequest(new JobId(job)));
    String id = job + CANCELLATION + ++letters;
    cancellations.add(id);
    return sends(id, body, at);
  }

  /**
   * Cancels as soon as a document says that the job is there; nothing shows in the trace before.
   */
  Story cancelsIn(Class<? extends JobState> state, String job) {
    byte[] body = RequestCodec.encode(new CancelRequest(new JobId(job)));
    String id = job + CANCELLATION + "in-" + state.getSimpleName();
    cancellations.add(id);
    return happens(
        0,
        "will cancel " + job + " in " + state.getSimpleName(),
        world ->
            world
                .store()
                .onSave(
                    saved -> {
                      if (saved.id().value().equals(job) && state.isInstance(saved.state())) {
                        world.requests().send(id, body, world.around().now());
                      }
                    }));
  }

  /** A pool of this name will never get its nodes. */
  Story dooms(String pool) {
    return happens(0, "dooms pool " + pool, world -> world.cloud().pools().doom(Names.pool(pool)));
  }

  /** Sends something to the request queue. */
  Story sends(String messageId, byte[] body, long at) {
    return happens(at, "sends " + messageId, world -> world.requests().send(messageId, body, at));
  }

  /** Sends a wake-up that no worker has sent, under the id that a worker's own would have. */
  Story forges(String job, long revision, long at) {
    var wakeup = new Wakeup(new JobId(job), revision);
    return sendsAStrangeWakeup(wakeup.messageId(), WakeupCodec.encode(wakeup), at);
  }

  /** Sends to both queues what nobody can read. */
  Story poisons(long at) {
    byte[] body = "{\"type\":".getBytes(UTF_8);
    String id = "poison:" + ++letters;
    return sendsAStrangeWakeup(id, body, at).sends(id, body, at);
  }

  private Story sendsAStrangeWakeup(String messageId, byte[] body, long at) {
    strange.add(messageId);
    return happens(
        at, "sends wake-up " + messageId, world -> world.wakeups().send(messageId, body, at));
  }

  /** Somebody sends once more what lies in the wake-up queue. */
  Story replaysWakeups(long at) {
    return happens(at, "replays the wake-ups", world -> world.wakeups().replay());
  }

  /** An operator sends every dead letter once more. */
  Story redrives(long at) {
    return happens(
        at,
        "redrives the dead letters",
        world -> {
          world.requests().redrive();
          world.wakeups().redrive();
        });
  }

  Story restartsTheBroker(long at) {
    return happens(
        at,
        "restarts the broker",
        world -> {
          world.requests().restart();
          world.wakeups().restart();
        });
  }

  /** Somebody else makes a pool of this name. */
  Story makesPool(ArmId pool, long at) {
    return happens(
        at,
        "makes pool " + pool.name(),
        world -> world.cloud().pools().create(pool, null, "another image", 1));
  }

  /** Somebody else's pool is deleted, which takes until {@code gone}. */
  Story deletesPool(ArmId pool, long at, long gone) {
    return happens(
        at, "deletes pool " + pool.name(), world -> world.cloud().pools().delete(pool, gone));
  }

  /** Somebody else publishes another image under this number, unless one is there. */
  Story publishes(ArmId version, long at) {
    return happens(
        at,
        "publishes " + version.name(),
        world -> {
          SimImages images = world.cloud().images();
          if (images.truth(version).isEmpty()) {
            images.publish(version, List.of(new TargetRegion(Names.REGION, 1)), Map.of());
          }
        });
  }

  /** Somebody deletes whatever is staged. */
  Story deletesStagedBlobs(long at) {
    return happens(
        at,
        "deletes what is staged",
        world -> world.cloud().blobs().all().keySet().forEach(world.cloud().blobs()::delete));
  }

  Story happens(long at, String what, Consumer<Installation> effect) {
    happenings.add(new Happening(at, what, effect));
    return this;
  }

  /** Notes that something in this story is a fault. */
  void has(Fault fault) {
    faults.add(fault);
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  List<Happening> happenings() {
    return List.copyOf(happenings);
  }

  /** The requests of each job id that are well-formed, in the order of the story. */
  Map<String, List<ProvisionRequest>> requests() {
    return requests;
  }

  /** Whether no user and no worker has sent this message. */
  boolean isStrange(String messageId) {
    return messageId.contains(SimQueue.REPLAYED) || strange.contains(bare(messageId));
  }

  /** Whether somebody asked to cancel a job with this message. */
  boolean isCancellation(String messageId) {
    return cancellations.contains(bare(messageId));
  }

  private static String bare(String messageId) {
    return messageId.replace(SimQueue.REDRIVEN, "");
  }
}
