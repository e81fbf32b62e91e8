package io.poolwright.worker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.contracts.Secret;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobDocumentsTest {
  private final JobDocuments documents = new JobDocuments(box(1));
  private final Job job = SampleJobs.waitingForCopy(SampleJobs.SAS);

  @Test
  void theSasIsSealedAnewEachTimeAndComesBack() {
    String first = text(documents.write(job));
    String second = text(documents.write(job));

    assertThat(first).isNotEqualTo(second);
    assertThat(first + second).doesNotContain("canary").doesNotContain("sig=");
    assertThat(documents.read(first.getBytes(StandardCharsets.UTF_8))).isEqualTo(job);
  }

  @Test
  void anotherKeyDoesNotOpenIt() {
    assertUnreadable(new JobDocuments(box(2)), text(documents.write(job)), "SecretUnreadable");
    assertUnreadable(new JobDocuments(null), text(documents.write(job)), "SecretUnreadable");
  }

  @Test
  void aSealedTextDoesNotOpenInAnotherJobsDocument() {
    String moved = text(documents.write(job)).replace("render-42", "render-43");

    assertUnreadable(documents, moved, "SecretUnreadable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatWasNeverSealedDoesNotOpen(String sealed) {
    String spoiled =
        text(documents.write(job))
            .replaceAll("\"sealed\":\"[^\"]*\"", "\"sealed\":\"" + sealed + "\"");

    assertUnreadable(documents, spoiled, "SecretUnreadable");
  }

  @Test
  void withoutAKeyASasIsRefusedAndAllElseIsWritten() {
    var keyless = new JobDocuments(null);
    Job bare = SampleJobs.waitingForCopy(null);

    assertThatThrownBy(() -> keyless.write(job))
        .isInstanceOf(SecretKeyMissing.class)
        .hasMessageNotContaining("canary");
    assertThat(keyless.read(keyless.write(bare))).isEqualTo(bare);
  }

  @Test
  void whoOnlyLooksNeedsNoKeyAndSeesNoSas() {
    Job seen = new JobDocuments(null).readWithoutSecrets(documents.write(job));

    assertThat(seen).isEqualTo(SampleJobs.waitingForCopy(null));
  }

  @Test
  void theApiVersionOfThePoolIsKept() {
    String document = text(documents.write(job));
    String versioned = document.replace("\"pool\":{", "\"pool\":{\"apiVersion\":\"2030-01-01\",");
    Job read = documents.read(versioned.getBytes(StandardCharsets.UTF_8));

    assertThat(read.request().pool().apiVersion()).isEqualTo("2030-01-01");
    assertThat(documents.read(documents.write(read))).isEqualTo(read);
    assertThat(job.request().pool().apiVersion()).isNull();
  }

  @Test
  void whatANewerWorkerHasAddedIsIgnored() {
    String newer =
        text(documents.write(job))
            .replace("\"course\":{", "\"color\":\"green\",\"course\":{\"mood\":{\"good\":true},");

    assertThat(documents.read(newer.getBytes(StandardCharsets.UTF_8))).isEqualTo(job);
  }

  @Test
  void aDocumentOfANewerVersionIsLeftToANewerWorker() {
    String newer =
        text(documents.write(job)).replace("\"documentVersion\":1", "\"documentVersion\":3");

    assertThatThrownBy(() -> documents.read(newer.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            CallFailed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo("DocumentTooNew");
              assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"documentVersion\":1,\"request\":null}",
        "{\"documentVersion\":1,\"request\":{\"jobId\":\"../x\"}}",
        "{\"request\":{\"jobId\":\"/\",\"image\":{\"source\":{\"sas\":{\"sealed\":\"x\"}}}}}"
      })
  void whatIsNoDocumentSaysSo(String text) {
    assertUnreadable(documents, text, "DocumentUnreadable");
  }

  @Test
  void aKeyOfTheWrongKindIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> SecretBox.of(new Secret("c2hvcnQ="), new SecureRandom()))
        .hasMessageContaining("5 bytes")
        .hasMessageNotContaining("c2hvcnQ=");
    assertThatThrownBy(() -> SecretBox.of(new Secret("~~~"), new SecureRandom()))
        .hasMessageContaining("base64")
        .hasMessageNotContaining("~");
  }

  private static void assertUnreadable(JobDocuments reader, String document, String code) {
    assertThatThrownBy(() -> reader.read(document.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            CallFailed.class, failed -> assertThat(failed.failure().code()).isEqualTo(code))
        .hasMessageNotContaining("canary");
  }

  private static SecretBox box(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return SecretBox.of(new Secret(Base64.getEncoder().encodeToString(key)), new SecureRandom());
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }
}
