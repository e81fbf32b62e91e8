package io.poolwright.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.servicebus.DeadLetter;
import org.jspecify.annotations.Nullable;

/** Dead letters for programs: one object a line. */
final class DeadLetterJson {
  private static final JsonMapper JSON = new JsonMapper();

  private DeadLetterJson() {}

  /** {@code {"id":…,"queue":"requests",…,"jobId":null,"preview":…}}. */
  static String of(WorkQueue queue, DeadLetter letter) {
    ObjectNode json = begin(queue, letter);
    json.put("enqueuedTime", letter.enqueuedAt().toString());
    json.put("reason", letter.reason());
    json.put("description", letter.description());
    json.put("deliveryCount", letter.deliveryCount());
    json.put("jobId", text(letter.job()));
    json.put("preview", letter.preview());
    return line(json);
  }

  /** {@code {"id":…,"queue":"requests",…,"copyId":…,"sent":true}}. */
  static String redriven(WorkQueue queue, DeadLetter letter, boolean sent) {
    ObjectNode json = begin(queue, letter);
    json.put("reason", letter.reason());
    json.put("jobId", text(letter.job()));
    json.put("copyId", letter.copyId());
    json.put("sent", sent);
    return line(json);
  }

  private static ObjectNode begin(WorkQueue queue, DeadLetter letter) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", letter.id());
    json.put("queue", queue.toString());
    json.put("sequenceNumber", letter.sequenceNumber());
    return json;
  }

  private static @Nullable String text(@Nullable JobId job) {
    return job == null ? null : job.value();
  }

  private static String line(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers cannot fail to be written", e);
    }
  }
}
