package io.poolwright.worker.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ContractJson;
import io.poolwright.contracts.Deadline;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.PoolRequest;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import io.poolwright.contracts.Step;
import io.poolwright.contracts.Traceparent;
import io.poolwright.worker.job.Course;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Outbox;
import io.poolwright.worker.job.StagedBlob;
import io.poolwright.worker.job.Timeline;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One job in each state, and in their outboxes one event of each kind. */
final class SampleJobs {
  static final JobId ID = new JobId("render-42");
  static final Secret SAS = new Secret("sv=2026-02-06&sp=r&sig=canary%2Bcanary%3D");

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright/providers/";
  private static final ArmId DEFINITION =
      ArmId.parse(GROUP + "Microsoft.Compute/galleries/poolwright_gallery/images/ubuntu-2204-gen2");
  private static final ArmId POOL =
      ArmId.parse(GROUP + "Microsoft.Batch/batchAccounts/poolwrightbatch/pools/render");
  private static final URI VHD =
      URI.create("https://elsewhere.blob.core.windows.net/vhds/ubuntu.vhd");
  private static final String STAGED =
      "https://poolwrightlocal.blob.core.windows.net/images/3f9a.vhd";
  private static final ImagePlan.OfVhd PLAN =
      new ImagePlan.OfVhd(
          "\"0x8DD0B5A1\"",
          1_073_742_336L,
          new StagedBlob(
              URI.create(STAGED),
              ArmId.parse(GROUP + "Microsoft.Storage/storageAccounts/poolwrightlocal")),
          DEFINITION.child("versions", "63.154.7"),
          "westeurope",
          "westeurope");

  private SampleJobs() {}

  /** By the name that the state has in documents; {@code traced} is part of a trace. */
  static Map<String, Job> byState() {
    var waiting = new EventData.Waiting(Step.CREATE_POOL, "PoolQuotaReached", "no quota", NOW);
    var progressed = new EventData.Progressed(Step.COPY_IMAGE, 4_194_304, 1_073_742_336L, "bytes");
    var succeeded = new EventData.Succeeded(POOL, PLAN.reference(), STAGED);
    var left = List.of(STAGED);
    var quota =
        Failure.deferred("PoolQuotaReached", "the account has no pool left", Duration.ofMinutes(5));
    var failed = new JobState.Failed(Step.CREATE_POOL, quota, left);
    var cancelled = new JobState.Cancelled(Step.COPY_IMAGE, List.of());
    var rejected =
        new JobState.Rejected(
            List.of(new Problem("/image/source/url", "no VHD footer", "upload a fixed VHD")));
    return Map.ofEntries(
        Map.entry(
            "validating",
            job(
                new JobState.Validating(),
                SAS,
                new EventData.Accepted(POOL, NOW.plusSeconds(21_600)),
                new EventData.StepStarted(Step.VALIDATE))),
        Map.entry("claimingImage", job(new JobState.ClaimingImage(PLAN, false), SAS)),
        Map.entry("copyingImage", job(new JobState.CopyingImage(PLAN), SAS, progressed)),
        Map.entry("waitingGeneralized", job(new JobState.WaitingGeneralized(PLAN), null)),
        Map.entry(
            "creatingPool", job(new JobState.CreatingPool(PLAN, 1, true, null), null, waiting)),
        Map.entry("rollingBack", job(new JobState.RollingBack(PLAN, failed, false), null)),
        Map.entry("keepingImage", job(new JobState.KeepingImage(PLAN, failed), null)),
        Map.entry("succeeded", job(new JobState.Succeeded(PLAN, succeeded), null, succeeded)),
        Map.entry("rejected", job(rejected, null, rejected.event())),
        Map.entry("failed", job(failed, null, failed.event())),
        Map.entry("cancelled", job(cancelled, null, cancelled.event())));
  }

  /** As a job is whose request came with a trace. */
  static Map<String, Job> withTraces() {
    var trace = new Traceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    Instant deadline = NOW.plus(Duration.ofHours(6));
    var admission = new Job.Admission("sha256:0f1e2d", NOW, deadline, trace);
    return Map.of("validating-traced", timed(Job.accepted(request(null), admission), 0));
  }

  /** As jobs are that have to do something once more, or otherwise. */
  static Map<String, Job> onSecondTries() {
    var attempt = new JobState.CreatingPool.Attempt(1, NOW);
    var other = new JobState.CreatingPool(PLAN, 1, true, attempt);
    return Map.of(
        "rollingBack-startingOver",
        job(new JobState.RollingBack(PLAN, new JobState.Validating(), true), SAS),
        "creatingPool-fallback",
        job(other, null),
        "rollingBack-fallback",
        job(new JobState.RollingBack(PLAN, other, false), null));
  }

  /** As jobs are whose image is not made of a VHD, or of one with its SAS in a vault, by name. */
  static Map<String, Job> withOtherImages() {
    var captured =
        new ImagePlan.OfResource(
            ArmId.parse(GROUP + "Microsoft.Compute/virtualMachines/golden"),
            "westeurope",
            "5c2a9d",
            DEFINITION.child("versions", "20261123.93000.7"),
            "northeurope",
            "westeurope");
    var vaulted =
        ImageSource.vhd(
            VHD, new SecretId("https://contoso.vault.azure.net/secrets/ubuntu-vhd-sas"));
    var shared = ImageReference.parse("/SharedGalleries/team-1f/Images/ubuntu/Versions/2.0.1");
    var published = new ImagePlan.Published(shared, "westeurope");
    return Map.of(
        "waitingGeneralized-machine",
            job(
                requestFor(new ImageSource.VirtualMachine(captured.source(), true)),
                new JobState.WaitingGeneralized(captured)),
        "claimingImage-secret", job(requestFor(vaulted), new JobState.ClaimingImage(PLAN, false)),
        "waitingGeneralized-inPlace",
            job(
                request(null),
                new JobState.WaitingGeneralized(
                    new ImagePlan.OfVhdInPlace(
                        PLAN.sourceEtag(),
                        new StagedBlob(
                            URI.create(STAGED.replace("images/3f9a", "vhds/ubuntu")),
                            PLAN.staged().account()),
                        "3f9a",
                        PLAN.version(),
                        "westeurope",
                        "westeurope"))),
        "creatingPool-shared",
            job(
                requestFor(new ImageSource.SharedImage(shared)),
                new JobState.CreatingPool(published, 0, false, null)));
  }

  /** As jobs are since they keep a timeline, by name. */
  static Map<String, Job> withTimelines() {
    var accepted = new EventData.Accepted(POOL, NOW.plusSeconds(21_600));
    var busy = new EventData.Waiting(Step.COPY_IMAGE, "ServerBusy", "503", NOW.plusSeconds(8));
    var copied = new EventData.Progressed(Step.COPY_IMAGE, 1L << 30, 1_073_742_336L, "bytes");
    var replicating =
        new EventData.Waiting(Step.WAIT_GENERALIZED, "Replicating", "on its way", NOW);
    var steady = new EventData.Succeeded(POOL, PLAN.reference(), STAGED);
    var warned =
        new EventData.Warned(
            List.of(new Problem("/pool/id", "The account is full.", "The job waits.")));
    return Map.of(
        "copyingImage-warned",
            timed(
                job(new JobState.CopyingImage(PLAN), null, warned),
                0,
                once(1, accepted),
                once(2, new EventData.StepStarted(Step.VALIDATE)),
                once(3, warned)),
        "copyingImage-timeline",
            timed(
                waitingForCopy(SAS),
                37,
                once(1, accepted),
                once(2, new EventData.StepStarted(Step.VALIDATE)),
                once(3, new EventData.StepStarted(Step.COPY_IMAGE)),
                new Timeline.Entry(4, NOW.plusSeconds(4), busy, 3, 2)),
        "succeeded-timeline",
            timed(
                job(new JobState.Succeeded(PLAN, steady), null, steady),
                0,
                once(1, accepted),
                once(2, new EventData.StepStarted(Step.VALIDATE)),
                once(3, new EventData.StepStarted(Step.COPY_IMAGE)),
                once(5, copied),
                once(6, new EventData.StepStarted(Step.WAIT_GENERALIZED)),
                new Timeline.Entry(7, NOW.plusSeconds(7), replicating, 41, 0),
                once(9, new EventData.Progressed(Step.WAIT_GENERALIZED, 84, 100, "percent")),
                once(10, new EventData.StepStarted(Step.CREATE_POOL)),
                once(12, new EventData.Progressed(Step.CREATE_POOL, 1, 2, "nodes")),
                once(13, steady)));
  }

  private static Timeline.Entry once(long sequence, EventData data) {
    return new Timeline.Entry(sequence, NOW.plusSeconds(sequence), data, 1, 0);
  }

  private static Job timed(Job job, int omitted, Timeline.Entry... entries) {
    return new Job(
        job.request(),
        job.admission(),
        job.state(),
        job.course(),
        job.outbox(),
        new Timeline(List.of(entries), omitted));
  }

  static Job waitingForCopy(@Nullable Secret sas) {
    return job(new JobState.CopyingImage(PLAN), sas);
  }

  private static Job job(JobState state, @Nullable Secret sas, EventData... told) {
    return job(request(sas), state, told);
  }

  private static Job job(ProvisionRequest request, JobState state, EventData... told) {
    List<JobEvent> events =
        IntStream.range(0, told.length)
            .mapToObj(i -> new JobEvent(ID, i + 1L, NOW, told[i]))
            .toList();
    return new Job(
        request,
        new Job.Admission("sha256:0f1e2d", NOW, NOW.plus(Duration.ofHours(6))),
        state,
        new Course(7, NOW, 2, false, NOW.plusMillis(1_500)),
        new Outbox(told.length, events, lastWait(told), null),
        Timeline.EMPTY);
  }

  private static @Nullable String lastWait(EventData... told) {
    return Stream.of(told)
        .filter(EventData.Waiting.class::isInstance)
        .map(data -> ((EventData.Waiting) data).code())
        .findFirst()
        .orElse(null);
  }

  private static ProvisionRequest request(@Nullable Secret sas) {
    return requestFor(new ImageSource.Vhd(VHD, sas));
  }

  private static ProvisionRequest requestFor(ImageSource source) {
    ArmId definition = source.isPublished() ? null : DEFINITION;
    String version = source.isPublished() ? null : ImageRequest.AUTO;
    return new ProvisionRequest(
        ID,
        new ImageRequest(source, OsType.LINUX, HyperVGeneration.V2, definition, version),
        new PoolRequest(POOL, properties()),
        new Deadline.Within(Duration.ofHours(6)),
        OnFailure.ROLL_BACK);
  }

  /** With what a careless mapper would spoil: a null, a long fraction, and empty things. */
  private static ObjectNode properties() {
    String json =
        """
        {"vmSize":"STANDARD_D2S_V3","displayName":null,"taskSlotsPerNode":2,
         "scaleSettings":{"fixedScale":{"targetDedicatedNodes":2,"resizeTimeout":"PT15M"}},
         "unknownToUs":{"ratio":1.50,"big":123456789012345678901234567890,"none":{},"empty":[]}}
        """;
    try {
      return (ObjectNode) ContractJson.newMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
