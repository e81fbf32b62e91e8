package io.poolwright.worker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ContractJson;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImageLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ledgers that version 1 has written are read, and written alike, for ever. */
class LedgerDocumentsTest {
  private static final ObjectMapper JSON = ContractJson.newMapper();
  private static final ArmId DEFINITION =
      ArmId.parse(
          "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright"
              + "/providers/Microsoft.Compute/galleries/poolwright_gallery/images/ubuntu-2204-gen2");

  private final LedgerDocuments documents = new LedgerDocuments();

  @Test
  void theGoldenLedgerIsReadAndWrittenAlike() throws IOException {
    byte[] golden = Files.readAllBytes(Path.of("src/test/resources/golden/v1/ledger.json"));

    ImageLedger read = documents.read(golden);

    var job = new JobId("render-42");
    var other = new JobId("render-41");
    assertThat(read)
        .isEqualTo(
            new ImageLedger(
                Map.of(job, DEFINITION.child("versions", "63.154.7")),
                Set.of(other, job),
                Set.of(DEFINITION.child("versions", "1.0.0")),
                true,
                other));
    assertThat(JSON.readTree(documents.write(read))).isEqualTo(JSON.readTree(golden));
    assertThat(documents.read(documents.write(ImageLedger.EMPTY))).isEqualTo(ImageLedger.EMPTY);
  }

  @Test
  void whatThisWorkerCannotReadMayBeANewerWorkersAndIsTriedAgain() {
    byte[] strange = "{\"documentVersion\":2}".getBytes(StandardCharsets.UTF_8);

    CallFailed failed = catchThrowableOfType(CallFailed.class, () -> documents.read(strange));

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
    assertThat(failed.failure().code()).isEqualTo("LedgerUnreadable");
  }
}
