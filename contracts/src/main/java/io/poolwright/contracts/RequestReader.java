package io.poolwright.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells who asks and for what, then leaves the rest to the reader of that kind of request. */
final class RequestReader {
  private static final Choice<Kind> KINDS = kinds();

  private interface Kind {
    @Nullable Request read(JobId jobId, Fields fields);
  }

  private RequestReader() {}

  static Decoded read(ObjectNode document) throws UnreadableException {
    JobId jobId = jobId(document);
    Problems problems = new Problems();
    Fields fields = new Fields(document, Place.root(problems));
    fields.value("jobId");
    Kind kind = fields.text("type", KINDS);
    Request request = kind == null ? null : kind.read(jobId, fields);
    return request == null || !problems.isEmpty()
        ? new Decoded.Invalid(jobId, problems.list())
        : new Decoded.Valid(request);
  }

  private static JobId jobId(ObjectNode document) throws UnreadableException {
    JsonNode id = document.path("jobId");
    if (id.isTextual() && JobId.isValid(id.textValue())) {
      return new JobId(id.textValue());
    }
    JsonNode type = document.path("type");
    if (type.isTextual() && !KINDS.meanings().containsKey(type.textValue())) {
      throw new UnreadableException(
          "UnknownType",
          "%s is no type of request, and there is no job id to answer to"
              .formatted(Shown.text(type.textValue())));
    }
    throw new UnreadableException("NoJobId", describe(id) + "; it must match " + JobId.PATTERN);
  }

  private static String describe(JsonNode id) {
    if (id.isMissingNode()) {
      return "\"jobId\" is missing";
    }
    return "\"jobId\" is " + (id.isTextual() ? Shown.text(id.textValue()) : JsonReader.kind(id));
  }

  private static Choice<Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put(ProvisionRequest.TYPE, ProvisionReader::read);
    kinds.put(CancelRequest.TYPE, RequestReader::cancel);
    return new Choice<>(kinds);
  }

  private static Request cancel(JobId jobId, Fields fields) {
    fields.refuseUnknown();
    return new CancelRequest(jobId);
  }
}
