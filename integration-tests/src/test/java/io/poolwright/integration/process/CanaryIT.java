package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.EventData;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A SAS goes through a success, a failure, a rejection, dead letters and a crash, another one comes
 * from a Key Vault, and then they are looked for wherever anything is written: logs, output, blobs,
 * messages on every queue, HTTP pages.
 */
class CanaryIT {
  private static final String FORBIDDEN =
      "{\"method\":\"PUT\",\"path\":\"/pools/\",\"every\":true,\"action\":\"status\","
          + "\"status\":403,\"code\":\"AuthorizationFailed\"}";
  private static final String HANGING =
      "{\"method\":\"PUT\",\"path\":\"/images/\",\"query\":\"comp=page\",\"nth\":2,"
          + "\"action\":\"hang\"}";

  /** Each signature as it travels and as it is. */
  private final List<String> canaries = new ArrayList<>();

  @Test
  void isFoundNowhere(@TempDir Path directory) throws IOException, InterruptedException {
    try (var here = Installation.in(directory)) {
      Process worker = here.startWorker();
      String shown = succeeds(here, directory);
      succeedsByKeyVault(here);
      fails(here);
      isRejected(here);
      String sent = areDeadLettered(here);
      worker = crashes(here, worker);
      var written = new Sinks(here, directory);
      Map<String, String> sinks = written.all();
      sinks.put("what submit shows", shown);
      sinks.put("what dead-letters shows", command(here, "dead-letters"));
      sinks.put("and as JSON", command(here, "dead-letters", "--output", "json"));
      sinks.put("what redrive shows", command(here, "redrive", "--all", "--dry-run"));

      assertThat(sinks).hasSizeGreaterThan(12);
      assertThat(canaries).hasSize(12);
      sinks.forEach(
          (sink, text) ->
              assertThat(text).as(sink).doesNotContain(canaries.toArray(String[]::new)));
      assertThat(sinks.get("worker.log")).contains("canary-success", "canary-crash");
      assertThat(sinks.get("blob jobs/canary-failure.json")).contains("\"failed\"");
      assertThat(sinks.get("what dead-letters shows"))
          .contains("canary-cut-short", "canary-twice", "JobIdInUse");
      assertThat(written.deadLetters("provisioning-requests"))
          .as("what the sender sent stays as it was, and can be sent again")
          .hasSize(2)
          .allSatisfy(letter -> assertThat(letter.getBody().toString()).contains(sent));
      worker.destroy();
      worker.onExit().join();
    }
  }

  private Source source(Installation here, String job) {
    var source = Source.upload(here, job);
    watch(source.sas());
    return source;
  }

  private void watch(String sas) {
    String signature = sas.substring(sas.indexOf("sig=") + 4);
    canaries.add(signature);
    canaries.add(URLDecoder.decode(signature, StandardCharsets.UTF_8));
  }

  private String succeeds(Installation here, Path directory)
      throws IOException, InterruptedException {
    var source = source(here, "canary-success");
    Path request = Files.writeString(directory.resolve("request.tmp"), source.request("rollBack"));
    String shown = command(here, "submit", "--watch", request.toString());
    Files.delete(request);
    return shown;
  }

  /** The request names the secret that holds the SAS. */
  private void succeedsByKeyVault(Installation here) {
    var source = source(here, "canary-vault");
    here.vault.put("/secrets/canary?api-version=7.6", "{\"value\":\"%s\"}".formatted(source.sas()));
    String secret = here.vault.origin() + "/secrets/canary";
    here.send(
        source
            .request("rollBack")
            .replace("\"sas\":\"" + source.sas(), "\"sasSecretId\":\"" + secret),
        source.job());
    source.succeeds();
    assertThat(here.vault.requests("GET", "/secrets/canary", "")).isNotEmpty();
  }

  private void fails(Installation here) {
    here.arm.fault(FORBIDDEN);
    var source = source(here, "canary-failure").submit();
    assertThat(here.subscriber.endOf(source.job())).isInstanceOf(EventData.Failed.class);
    here.arm.heal();
  }

  /** With the SAS where it belongs and in two places where it does not. */
  private void isRejected(Installation here) {
    var source = source(here, "canary-rejection");
    String wrong =
        source
            .request(source.sas())
            .replace(".vhd\"", ".vhd?" + source.sas() + '"')
            .replace("Linux", source.sas());
    here.send(wrong, source.job());
    var rejected = (EventData.Rejected) here.subscriber.endOf(source.job());
    assertThat(rejected.problems()).hasSize(3);
  }

  /**
   * One that nobody can read, and one under an id that is another request's.
   *
   * @return the SAS that both have
   */
  private String areDeadLettered(Installation here) {
    var source = source(here, "canary-dead");
    String request = source.request("keep");
    here.send(request.substring(0, request.indexOf("\"osType\"")), "canary-cut-short");
    here.send(request.replace("\"canary-dead\"", "\"canary-success\""), "canary-twice");
    here.queue("provisioning-requests").deadLetter("canary-cut-short");
    here.queue("provisioning-requests").deadLetter("canary-twice");
    return source.sas();
  }

  private static String command(Installation here, String... words)
      throws IOException, InterruptedException {
    Program.Ended ended = Program.of(Jar.WORKER.command(), words).with(here.environment()).run();
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended.output();
  }

  private Process crashes(Installation here, Process worker) throws InterruptedException {
    here.storage.fault(HANGING);
    var source = source(here, "canary-crash").submit();
    here.awaitFaults(here.storage);
    worker.destroyForcibly();
    assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    here.storage.heal();
    Process other = here.startWorker();
    assertThat(here.subscriber.endOf(source.job())).isInstanceOf(EventData.Succeeded.class);
    return other;
  }
}
