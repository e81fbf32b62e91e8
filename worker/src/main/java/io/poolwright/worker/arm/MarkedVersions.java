package io.poolwright.worker.arm;

import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.inventory.Marked;
import io.poolwright.worker.steps.Marks;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the image versions that bear Poolwright's mark. */
public final class MarkedVersions {
  private final ArmHttp http;
  private final String gallery;

  /**
   * Lists by ARM.
   *
   * @param pipeline from {@link io.poolwright.worker.azure.ArmPipeline}
   */
  public MarkedVersions(HttpPipeline pipeline, AzureSettings settings, Clock clock) {
    this.http = new ArmHttp(pipeline, settings.armOrigin(), clock);
    this.gallery = "api-version=" + settings.galleryApiVersion();
  }

  /** Of an image definition that may be gone. */
  public List<Marked> of(ArmId definition) {
    if (http.get(definition, gallery).isMissing()) {
      return List.of();
    }
    return http.list(definition + "/versions", gallery).stream()
        .flatMap(version -> marked(definition, version).stream())
        .toList();
  }

  /** The name of the ledger follows from the definition's region and the content. */
  private static Optional<Marked> marked(ArmId definition, JsonNode version) {
    String job = version.path("tags").path(Marks.JOB).asText();
    String content = version.path("tags").path(Marks.CONTENT).asText();
    if (!JobId.isValid(job) || content.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Marked(
            Marked.Kind.VERSION,
            definition.child("versions", version.path("name").asText()).toString(),
            new JobId(job),
            Marks.ledger(version.path("location").asText(), content),
            instant(version.at("/properties/publishingProfile/publishedDate").textValue())));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
