package io.poolwright.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.ContractJson;
import io.poolwright.contracts.JobEvent;
import io.poolwright.worker.job.Timeline;

/** A job as one line of JSON. */
final class JobJson {
  private static final JsonMapper JSON = ContractJson.newMapper();

  private JobJson() {}

  /** What it is and where it is. */
  static String line(JobView job) {
    return text(brief(job));
  }

  /** And what it has been through. */
  static String withTimeline(JobView job) {
    ObjectNode node = brief(job);
    node.put("deadline", job.job().admission().deadline().toString());
    node.put("cancelRequested", job.job().course().cancelRequested());
    job.outcome().ifPresent(outcome -> node.set("outcome", JSON.valueToTree(outcome)));
    var entries = node.putArray("timeline");
    job.entries().forEach(entry -> entries.add(entry(job, entry)));
    node.put("omitted", job.job().timeline().omitted());
    return text(node);
  }

  private static ObjectNode brief(JobView job) {
    ObjectNode node = JSON.createObjectNode();
    node.put("jobId", job.id());
    node.put("state", job.state());
    node.put("acceptedAt", job.acceptedAt().toString());
    job.endedAt().ifPresent(end -> node.put("endedAt", end.toString()));
    node.put("pool", job.pool().toString());
    job.plan().ifPresent(plan -> node.put("imageVersion", plan.reference().toString()));
    job.stagedVhd().ifPresent(url -> node.put("stagedVhd", url));
    return node;
  }

  /** A CloudEvent, with how often it came up and at how many failed attempts. */
  private static ObjectNode entry(JobView job, Timeline.Entry entry) {
    var told = new JobEvent(job.job().id(), entry.sequence(), entry.time(), entry.data());
    CloudEvent event = CloudEvent.of(told, CloudEvent.DEFAULT_SOURCE);
    ObjectNode node = JSON.createObjectNode();
    try {
      node.setAll((ObjectNode) JSON.readTree(event.toJson()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is always JSON", e);
    }
    return node.put("times", entry.times()).put("attempts", entry.attempts());
  }

  private static String text(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
