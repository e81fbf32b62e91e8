package io.poolwright.worker.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.engine.JobStore;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Timeline;
import java.io.IOException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as UTF-8 JSON and back. Properties that a newer worker has added are ignored; the pool's own
 * properties keep every number as it was written.
 */
public final class JobDocuments {
  private static final String TOO_NEW = "DocumentTooNew";

  /** The codes of failures that say something of the one document and nothing of the others. */
  public static final Set<String> UNREADABLE = Set.of(JobStore.UNREADABLE, TOO_NEW);

  static final String VERSION_FIELD = "documentVersion";

  private static final String SOURCE = "/request/image/source";

  /** Documents of before there were timelines have none. */
  private static final String TIMELINE = "timeline";

  private final ObjectMapper json = DocumentJson.newMapper();
  private final @Nullable SecretBox box;

  /**
   * Documents whose secrets are in this box.
   *
   * @param box null if there is no key; jobs with a SAS can then be neither written nor read
   */
  public JobDocuments(@Nullable SecretBox box) {
    this.box = box;
  }

  /**
   * The bytes of a job. A SAS in it is sealed anew each time, so that two documents of one job may
   * differ.
   *
   * @throws SecretKeyMissing if there is a SAS and no key
   */
  public byte[] write(Job job) {
    ObjectNode document = json.createObjectNode().put(VERSION_FIELD, DocumentVersion.of(job));
    document.setAll((ObjectNode) json.valueToTree(job));
    if (job.timeline().isEmpty()) {
      document.remove(TIMELINE);
    }
    if (job.request().image().source() instanceof ImageSource.Vhd vhd && vhd.sas() != null) {
      ObjectNode source = (ObjectNode) document.at(SOURCE);
      source.putObject("sas").put("sealed", sealed(job.id(), vhd.sas()));
    }
    try {
      return json.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /**
   * The job in a document.
   *
   * @throws CallFailed {@code SecretUnreadable} if its SAS was sealed with another key, {@code
   *     DocumentTooNew} if only a newer worker can read it, {@code DocumentUnreadable} if nobody
   *     can
   */
  public Job read(byte[] document) {
    return read(document, this::openSas);
  }

  /** As {@link #read}, but without the SAS: whoever only looks needs no key and sees no secret. */
  public Job readWithoutSecrets(byte[] document) {
    return read(document, (job, source) -> source.remove("sas"));
  }

  private Job read(byte[] document, BiConsumer<JobId, ObjectNode> sas) {
    try {
      if (!(json.readTree(document) instanceof ObjectNode tree)) {
        throw unreadable("it is no JSON object");
      }
      int version = tree.path(VERSION_FIELD).asInt();
      if (version > DocumentVersion.NEWEST) {
        throw tooNew(version);
      }
      if (version < DocumentVersion.FIRST) {
        throw unreadable("it has no " + VERSION_FIELD);
      }
      if (tree.at(SOURCE) instanceof ObjectNode source && source.path("sas").isObject()) {
        sas.accept(new JobId(tree.at("/request/jobId").asText()), source);
      }
      if (!tree.has(TIMELINE)) {
        tree.set(TIMELINE, json.valueToTree(Timeline.EMPTY));
      }
      return json.treeToValue(tree, Job.class);
    } catch (JsonMappingException e) {
      throw unreadable("at " + e.getPathReference());
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable("it is no JSON, or not of a job");
    }
  }

  private String sealed(JobId job, Secret secret) {
    if (box == null) {
      throw new SecretKeyMissing();
    }
    return box.seal(job, secret);
  }

  private void openSas(JobId job, ObjectNode source) {
    if (box == null) {
      throw SecretBox.unreadable("is sealed, and this worker has no key");
    }
    source.put("sas", box.open(job, source.at("/sas/sealed").asText()).reveal());
  }

  /** Passes: in a rolling upgrade a newer worker takes the next delivery. */
  private static CallFailed tooNew(int version) {
    return new CallFailed(
        Failure.passing(
            TOO_NEW,
            "the job document has version %d, this worker reads up to %d; upgrade it"
                .formatted(version, DocumentVersion.NEWEST)));
  }

  private static CallFailed unreadable(String where) {
    return new CallFailed(
        Failure.lasting(JobStore.UNREADABLE, "the job document cannot be read: " + where));
  }
}
