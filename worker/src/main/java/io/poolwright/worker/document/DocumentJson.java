package io.poolwright.worker.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.poolwright.contracts.ContractJson;
import io.poolwright.contracts.EventData;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.JobState;

/** The names that states and events have in documents; they stay for ever. */
final class DocumentJson {
  private DocumentJson() {}

  static ObjectMapper newMapper() {
    return ContractJson.newMapper()
        .rebuild()
        .addMixIn(JobState.class, States.class)
        .addMixIn(EventData.class, Events.class)
        .addMixIn(ImagePlan.class, Plans.class)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
        .build();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = JobState.Validating.class, name = "validating"),
    @JsonSubTypes.Type(value = JobState.ClaimingImage.class, name = "claimingImage"),
    @JsonSubTypes.Type(value = JobState.CopyingImage.class, name = "copyingImage"),
    @JsonSubTypes.Type(value = JobState.WaitingGeneralized.class, name = "waitingGeneralized"),
    @JsonSubTypes.Type(value = JobState.CreatingPool.class, name = "creatingPool"),
    @JsonSubTypes.Type(value = JobState.RollingBack.class, name = "rollingBack"),
    @JsonSubTypes.Type(value = JobState.KeepingImage.class, name = "keepingImage"),
    @JsonSubTypes.Type(value = JobState.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = JobState.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = JobState.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = JobState.Cancelled.class, name = "cancelled")
  })
  private interface States {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = EventData.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = EventData.StepStarted.class, name = "stepStarted"),
    @JsonSubTypes.Type(value = EventData.Progressed.class, name = "progressed"),
    @JsonSubTypes.Type(value = EventData.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = EventData.Warned.class, name = "warned"),
    @JsonSubTypes.Type(value = EventData.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = EventData.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = EventData.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = EventData.Cancelled.class, name = "cancelled")
  })
  private interface Events {}

  /** Told apart by what they have, for plans were of VHDs only at first. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({
    @JsonSubTypes.Type(ImagePlan.OfVhd.class),
    @JsonSubTypes.Type(ImagePlan.OfVhdInPlace.class),
    @JsonSubTypes.Type(ImagePlan.OfResource.class),
    @JsonSubTypes.Type(ImagePlan.Published.class)
  })
  private interface Plans {}
}
