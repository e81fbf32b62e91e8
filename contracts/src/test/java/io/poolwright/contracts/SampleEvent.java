package io.poolwright.contracts;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** An event of every kind, each with a golden file {@code event-<name>.json}. */
record SampleEvent(String name, JobEvent event) {
  private static final ArmId POOL = ArmId.parse(Documents.POOL);
  private static final ImageReference VERSION =
      ImageReference.of(ArmId.parse(Documents.DEFINITION + "/versions/1.0.42"));

  static final SampleEvent STEP_STARTED =
      sample("step-started", 2, new EventData.StepStarted(Step.COPY_IMAGE));
  static final SampleEvent PROGRESSED =
      sample(
          "progressed",
          3,
          new EventData.Progressed(Step.COPY_IMAGE, 1_073_741_824, 34_359_738_880L, "bytes"));
  static final SampleEvent SUCCEEDED =
      sample(
          "succeeded",
          5,
          new EventData.Succeeded(
              POOL, VERSION, "https://poolwrightlocal.blob.core.windows.net/images/0af1.vhd"));
  static final SampleEvent FAILED =
      sample(
          "failed",
          5,
          new EventData.Failed(
              Step.CREATE_POOL,
              "UnsupportedVMSize",
              "the size does not boot generation 2",
              List.of(VERSION.toString())));

  static final SampleEvent TRACED =
      new SampleEvent(
          "traced",
          new JobEvent(
              new JobId("team-a.nightly-42"),
              2,
              Instant.parse("2026-12-01T08:00:00.123Z"),
              new EventData.StepStarted(Step.VALIDATE),
              new Traceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));

  static Stream<SampleEvent> all() {
    return Stream.of(
        sample("accepted", 1, new EventData.Accepted(POOL, Instant.parse("2026-12-01T14:00:00Z"))),
        STEP_STARTED,
        PROGRESSED,
        sample(
            "waiting",
            4,
            new EventData.Waiting(
                Step.WAIT_GENERALIZED,
                "Replicating",
                "43 % of the replica in westeurope",
                Instant.parse("2026-12-01T08:20:30.500Z"))),
        sample(
            "warned",
            3,
            new EventData.Warned(
                List.of(
                    new Problem(
                        "/pool/id",
                        "The account has 100 pools, and its quota is 100.",
                        "The job waits until one of them is deleted.")))),
        SUCCEEDED,
        sample("succeeded-without-copy", 5, new EventData.Succeeded(POOL, VERSION, null)),
        FAILED,
        TRACED,
        sample(
            "rejected",
            1,
            new EventData.Rejected(
                List.of(
                    new Problem("/image/osType", "\"linux\" is not known here", "make it Linux")))),
        sample("cancelled", 6, new EventData.Cancelled(Step.ROLL_BACK, List.of())));
  }

  private static SampleEvent sample(String name, long sequence, EventData data) {
    Instant time = Instant.parse("2026-12-01T08:00:00.123Z");
    return new SampleEvent(
        name, new JobEvent(new JobId("team-a.nightly-42"), sequence, time, data));
  }

  String goldenFile() {
    return "event-" + name + ".json";
  }

  @Override
  public String toString() {
    return name;
  }
}
