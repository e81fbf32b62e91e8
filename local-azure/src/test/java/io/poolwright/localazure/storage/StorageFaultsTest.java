package io.poolwright.localazure.storage;

import static io.poolwright.localazure.storage.LocalStorage.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorageFaultsTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private LocalStorage storage;

  @BeforeAll
  void start(@TempDir Path data) {
    storage = LocalStorage.start(data, 0);
  }

  @AfterEach
  void lift() {
    storage.gateway.faults().clear();
  }

  @AfterAll
  void stop() {
    storage.close();
  }

  @Test
  void aBusyServerAnswersAsBlobStorageDoes() {
    PageBlobClient blob = storage.pageBlob(512);
    fault("'times':1,'action':'status','status':503,'code':'ServerBusy'");

    assertThatThrownBy(() -> write(blob))
        .isInstanceOfSatisfying(
            BlobStorageException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(503);
              assertThat(e.getErrorCode()).hasToString("ServerBusy");
              assertThat(e.getServiceMessage()).contains("<Code>ServerBusy</Code>");
            });
    assertThat(isWritten(blob)).isFalse();
    write(blob);
  }

  @Test
  void aCutRequestLeavesNothingBehind() {
    PageBlobClient blob = storage.pageBlob(512);
    fault("'times':1,'action':'cut'");
    assertThatThrownBy(() -> write(blob)).isNotInstanceOf(BlobStorageException.class);
    assertThat(isWritten(blob)).isFalse();
  }

  @Test
  void aLostResponseIsDoneAllTheSame() {
    PageBlobClient blob = storage.pageBlob(512);
    fault("'times':1,'action':'loseResponse'");
    assertThatThrownBy(() -> write(blob)).isNotInstanceOf(BlobStorageException.class);
    assertThat(isWritten(blob)).isTrue();
  }

  @Test
  void aDelayedRequestIsDoneInTheEnd() {
    PageBlobClient blob = storage.pageBlob(512);
    fault("'times':1,'action':'delay','delayMillis':300");
    long start = System.nanoTime();
    write(blob);
    assertThat(System.nanoTime() - start).isGreaterThan(290_000_000L);
  }

  @Test
  void aHangingRequestHoldsUpNobodyElse() {
    PageBlobClient blob = storage.pageBlob(512);
    fault("'every':true,'action':'hang'");
    // In a thread of its own: others need the common pool, which may have one thread only.
    var hanging =
        CompletableFuture.runAsync(() -> write(blob), task -> new Thread(task, "hanging").start());

    await().until(() -> storage.gateway.faults().list().get(0).fired() == 1);
    assertThat(isWritten(blob)).isFalse();
    assertThat(hanging).isNotDone();

    storage.gateway.faults().clear();
    await().until(hanging::isDone);
    assertThat(hanging).isCompletedExceptionally();
  }

  /** Through the control endpoint below the account, as a client with a blob endpoint would. */
  private void fault(String fields) {
    String json = "{'method':'PUT','path':'/vhds/','query':'comp=page',%s}".formatted(fields);
    URI control = URI.create(storage.gateway.endpoint(LocalStorage.ACCOUNT) + "/_control/faults");
    var post =
        HttpRequest.newBuilder(control).POST(BodyPublishers.ofString(json.replace('\'', '"')));
    var answer = client.sendAsync(post.build(), BodyHandlers.ofString()).join();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static void write(PageBlobClient blob) {
    blob.uploadPages(new PageRange().setStart(0).setEnd(511), random(512, 1));
  }

  private static boolean isWritten(PageBlobClient blob) {
    return blob.downloadContent().toBytes()[0] != 0;
  }
}
