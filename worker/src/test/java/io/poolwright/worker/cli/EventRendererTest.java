package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.Step;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRendererTest {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long sequence;

  @Test
  void aPipeGetsALineForEachEvent() {
    var renderer = new PlainRenderer(out);
    show(renderer, 0, new EventData.StepStarted(Step.COPY_IMAGE));
    show(renderer, 1500, new EventData.Progressed(Step.COPY_IMAGE, 12 << 20, 48 << 20, "bytes"));
    assertThat(text())
        .isEqualTo("     0.0 s  copyImage\n     1.5 s  copyImage: 12.0 of 48.0 MiB\n");
  }

  @Test
  void aTerminalSeesABarWithTheRateAndTheTimeThatIsLeft() {
    var renderer = new TerminalRenderer(out, new Palette(false), 100);
    show(renderer, 0, new EventData.StepStarted(Step.COPY_IMAGE));
    show(renderer, 1000, new EventData.Progressed(Step.COPY_IMAGE, 12 << 20, 48 << 20, "bytes"));
    show(renderer, 1500, new EventData.Progressed(Step.COPY_IMAGE, 24 << 20, 48 << 20, "bytes"));
    renderer.tick(START.plusMillis(1600));
    assertThat(text())
        .endsWith(
            "copyImage           1.6 s  ████████████░░░░░░░░░░░░"
                + "  24.0 of 48.0 MiB  24.0 MiB/s  1.0 s left");
  }

  @Test
  void onANarrowTerminalTheBarIsShorterAndTheWordsStay() {
    var renderer = new TerminalRenderer(out, new Palette(false), 80);
    show(renderer, 0, new EventData.Progressed(Step.COPY_IMAGE, 0, 256 << 20, "bytes"));
    show(renderer, 1000, new EventData.Progressed(Step.COPY_IMAGE, 128 << 20, 256 << 20, "bytes"));
    renderer.tick(START.plusMillis(1000));
    assertThat(text())
        .endsWith("copyImage           1.0 s  █████░░░░  128 of 256 MiB  128 MiB/s  1.0 s left");
  }

  @Test
  void aStepIsTickedOffWithWhatItWasWhenTheNextOneBegins() {
    var renderer = new TerminalRenderer(out, new Palette(false), 100);
    show(renderer, 0, new EventData.StepStarted(Step.COPY_IMAGE));
    show(renderer, 300, new EventData.Progressed(Step.COPY_IMAGE, 12 << 20, 48 << 20, "bytes"));
    show(renderer, 400, new EventData.StepStarted(Step.WAIT_GENERALIZED));
    assertThat(text()).endsWith("✓ copyImage           0.4 s  48.0 MiB\n");
  }

  @Test
  void aStepThatLedToACleanUpIsNotTickedOff() {
    var renderer = new TerminalRenderer(out, new Palette(false), 100);
    show(renderer, 0, new EventData.StepStarted(Step.CREATE_POOL));
    show(renderer, 400, new EventData.StepStarted(Step.ROLL_BACK));
    assertThat(text()).contains("✗ createPool");
  }

  @Test
  void aLongWaitSaysWhenItLooksAgain() {
    var renderer = new TerminalRenderer(out, new Palette(false), 100);
    var until = START.plusSeconds(40);
    show(renderer, 0, new EventData.Waiting(Step.CREATE_POOL, "Quota", "No cores left.", until));
    renderer.tick(START.plusSeconds(10));
    assertThat(text()).endsWith("No cores left. (Quota)  again in 30 s");
  }

  @Test
  void warningsStayAboveTheStepThatMoves() {
    var warned = new EventData.Warned(List.of(new Problem("/pool/id", "It is full.", "Wait.")));
    var renderer = new TerminalRenderer(out, new Palette(false), 100);
    show(renderer, 0, new EventData.StepStarted(Step.VALIDATE));
    show(renderer, 400, warned);
    assertThat(text()).endsWith("  ! 1 warning\n    /pool/id\n      It is full.\n      → Wait.\n");
    show(new PlainRenderer(out), 0, warned);
    assertThat(text())
        .endsWith(
            "0.0 s  1 warning\n"
                + " ".repeat(14)
                + "/pool/id\n"
                + " ".repeat(16)
                + "It is full.\n"
                + " ".repeat(16)
                + "→ Wait.\n");
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    var renderer = new TerminalRenderer(out, new Palette(false), 60);
    var until = START.plusSeconds(40);
    show(
        renderer,
        0,
        new EventData.Waiting(Step.CREATE_POOL, "Quota", "because ".repeat(20), until));
    renderer.tick(START);
    String line = text().replaceAll("\\u001b\\[2K|\\r", "");
    assertThat(line).contains("…").endsWith("again in 40 s").hasSizeLessThan(60);
  }

  @Test
  void withoutColoursNoneAreWritten() {
    var renderer = new TerminalRenderer(out, new Palette(false), 80);
    show(renderer, 0, new EventData.StepStarted(Step.VALIDATE));
    renderer.tick(START);
    show(renderer, 1, new EventData.Cancelled(Step.VALIDATE, List.of()));
    assertThat(text().replace("\u001b[2K", "")).doesNotContain("\u001b");
  }

  @Test
  void aRejectionNamesEachProblemAndItsRemedy() {
    var problem = new Problem("/image/source/url", "There is no blob.", "Upload it first.");
    show(new PlainRenderer(out), 0, new EventData.Rejected(List.of(problem)));
    assertThat(text())
        .contains("rejected; nothing was created")
        .contains("/image/source/url")
        .contains("There is no blob.")
        .contains("→ Upload it first.");
  }

  @Test
  void aProgramGetsOneCloudEventPerLine() {
    ArmId pool = ArmId.parse(GROUP + "Microsoft.Batch/batchAccounts/a/pools/p");
    show(new JsonRenderer(out), 0, new EventData.Accepted(pool, START));
    assertThat(text().lines()).hasSize(1);
    assertThat(CloudEvent.fromJson(text().strip()).type())
        .isEqualTo("io.poolwright.job.accepted.v1");
  }

  private void show(EventRenderer renderer, long millis, EventData data) {
    var event = new JobEvent(new JobId("job"), ++sequence, START.plusMillis(millis), data);
    renderer.show(CloudEvent.of(event, CloudEvent.DEFAULT_SOURCE), event);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
