package io.poolwright.worker.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.CancelRequest;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.worker.engine.Wakeup;
import io.poolwright.worker.engine.WakeupCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What users and outsiders do, and when; all times are virtual milliseconds. */
final class Story {
  private final List<Happening> happenings = new ArrayList<>();
  private final Map<String, List<ProvisionRequest>> requests = new LinkedHashMap<>();
  private final Set<String> poison = new HashSet<>();
  private int letters;

  /** Something that is done to the world from outside. */
  record Happening(long at, Consumer<Installation> what) {}

  /** Somebody uploads a VHD, or overwrites it. */
  Story uploads(String source, long at) {
    return happens(at, world -> world.cloud().blobs().upload(Names.source(source)));
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
    return sends(job + ":cancel-" + ++letters, body, at);
  }

  /** Sends something to the request queue. */
  Story sends(String messageId, byte[] body, long at) {
    return happens(at, world -> world.requests().send(messageId, body, at));
  }

  /** Sends something to the wake-up queue that no worker has sent. */
  Story forges(String job, long revision, long at) {
    byte[] body = WakeupCodec.encode(new Wakeup(new JobId(job), revision));
    String id = job + ":forged-" + ++letters;
    return happens(at, world -> world.wakeups().send(id, body, at));
  }

  /** Sends to both queues what nobody can read. */
  Story poisons(long at) {
    String id = "poison:" + ++letters;
    poison.add(id);
    byte[] body = "{\"type\":".getBytes(UTF_8);
    happens(at, world -> world.wakeups().send(id, body, at));
    return sends(id, body, at);
  }

  /** Somebody else makes a pool of this name. */
  Story makesPool(ArmId pool, long at) {
    return happens(at, world -> world.cloud().pools().create(pool, null, "another image", 1));
  }

  /** Somebody else's pool is deleted, which takes until {@code gone}. */
  Story deletesPool(ArmId pool, long at, long gone) {
    return happens(at, world -> world.cloud().pools().delete(pool, gone));
  }

  /** Somebody else publishes another image under this number. */
  Story publishes(ArmId version, long at) {
    return happens(
        at, world -> world.cloud().images().publish(version, List.of(Names.REGION), Map.of()));
  }

  /** Somebody deletes whatever is staged. */
  Story deletesStagedBlobs(long at) {
    return happens(
        at, world -> world.cloud().blobs().all().keySet().forEach(world.cloud().blobs()::delete));
  }

  Story happens(long at, Consumer<Installation> what) {
    happenings.add(new Happening(at, what));
    return this;
  }

  List<Happening> happenings() {
    return List.copyOf(happenings);
  }

  /** The requests of each job id that are well-formed, in the order of the story. */
  Map<String, List<ProvisionRequest>> requests() {
    return requests;
  }

  boolean isPoison(String messageId) {
    return poison.contains(messageId);
  }
}
