package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.azure.storage.blob.specialized.PageBlobClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands against one {@code poolwright local}, with no option that says where it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsIT {
  private LocalSession here;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    here = LocalSession.in(directory);
  }

  @AfterEach
  void heal() {
    here.arm.heal();
    here.storage.heal();
  }

  @AfterAll
  void end() throws IOException {
    here.close();
  }

  private Ran run(String... arguments) {
    return here.commands.run(arguments);
  }

  /**
   * Sends a job that gets no pool as long as the faults last, and follows it that far. One attempt
   * fails; after that it is throttled, which uses up none, however slow the machine is.
   */
  private Commands.Running stuckWithoutPool(String job) throws IOException {
    String pool = "{\"method\":\"PUT\",\"path\":\"/pools/" + job + "\",\"action\":\"status\",";
    here.arm.fault(pool + "\"times\":1,\"status\":503}");
    here.arm.fault(pool + "\"every\":true,\"status\":429,\"headers\":{\"Retry-After\":\"1\"}}");
    Ran sent = run("submit", here.request(job).toString());
    assertThat(sent.exit()).as(sent.err()).isZero();
    Commands.Running watch = here.commands.start("watch", job);
    awaits("the last step", () -> watch.out().contains("createPool waits"));
    return watch;
  }

  private static void awaits(String what, Callable<Boolean> condition) {
    await(what).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  @Test
  void aJobIsSentFollowedListedAndShown() throws IOException {
    Ran followed = run("submit", here.request("whole-way").toString(), "--watch");
    assertThat(followed.exit()).as(followed.err()).isZero();
    assertThat(followed.out())
        .contains(
            "Sent job whole-way", "waitGeneralized", "createPool", "pool whole-way is steady");

    assertThat(run("jobs", "--since", "1h", "--state", "succeeded").lines())
        .anySatisfy(line -> assertThat(line).startsWith("whole-way ").contains("succeeded"));
    assertThat(run("show", "whole-way").out())
        .startsWith("whole-way succeeded after ")
        .contains("/pools/whole-way\n", "waitGeneralized", "AllocatingNodes")
        .doesNotContain("portal.azure.com");

    Ran pools = run("pools", "--output", "json");
    assertThat(pools.exit()).as(pools.err()).isZero();
    assertThat(pools.jsonLines())
        .filteredOn(pool -> pool.path("jobId").asText().equals("whole-way"))
        .singleElement()
        .satisfies(
            pool -> {
              assertThat(pool.at("/image/custom").asBoolean()).isTrue();
              assertThat(pool.at("/origin/url").asText()).contains("/vhds/");
              assertThat(pool.path("nodes").asInt()).isEqualTo(2);
            });

    Ran again = run("watch", "whole-way", "--output", "json");
    assertThat(again.exit()).isZero();
    assertThat(again.jsonLines())
        .first()
        .extracting(e -> e.path("id").asText())
        .isEqualTo("whole-way/1");
    assertThat(again.jsonLines())
        .last()
        .extracting(e -> e.path("type").asText())
        .isEqualTo("io.poolwright.job.succeeded.v1");
  }

  @Test
  void theSameRequestIsOneJobAndAnotherOneUnderItsIdIsNotSent() throws IOException {
    String request = here.request("only-once").toString();
    assertThat(run("submit", request, "--watch").exit()).isZero();
    Ran again = run("submit", request, "--output", "json");
    assertThat(again.exit()).isZero();
    assertThat(again.json().path("sent").asBoolean()).isFalse();

    Path other = here.request("only-once");
    Files.writeString(other, Files.readString(other).replace("rollBack", "keep"));
    Ran refused = run("submit", other.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("only-once is in use for another request (succeeded)");
  }

  @Test
  void cancelWaitsForTheEndAndSaysWhetherItWasInTime() throws IOException {
    Commands.Running watch = stuckWithoutPool("stopped");
    Ran cancelled = run("cancel", "stopped", "--wait");
    assertThat(cancelled.exit()).as(cancelled.err()).isZero();
    assertThat(cancelled.out())
        .contains("Job stopped was asked to stop", "cancelled in createPool")
        .contains("nothing was left behind");
    assertThat(watch.ended().exit()).isEqualTo(1);

    JsonNode shown = run("show", "stopped", "--output", "json").json();
    assertThat(shown.path("state").asText()).isEqualTo("cancelled");
    assertThat(shown.path("timeline"))
        .anySatisfy(entry -> assertThat(entry.path("attempts").asInt()).isPositive());
    Ran late = run("cancel", "stopped", "--wait");
    assertThat(late.exit()).isZero();
    assertThat(late.out()).contains("has ended before: cancelled");
  }

  @Test
  void watchSurvivesABrokenConnectionAndSaysSoOnce() throws IOException {
    Commands.Running watch = stuckWithoutPool("cut-off");
    here.storage.fault(
        "{\"method\":\"GET\",\"path\":\"/jobs/cut-off\",\"every\":true,\"action\":\"cut\"}");
    awaits("the loss", () -> watch.err().contains("connection is lost"));
    heal();
    assertThat(watch.ended().exit()).isZero();
    assertThat(watch.err().lines().filter(line -> line.contains("connection")))
        .hasSize(2)
        .last()
        .isEqualTo("The connection is back.");
    assertThat(watch.out()).contains("pool cut-off is steady");
  }

  /** First, for it lists all the jobs there are. */
  @Test
  @Order(1)
  void theSessionOfThePageCanBeTypedAsItStands() throws IOException {
    Transcript page = Transcript.of(Jar.ROOT.resolve("docs/session.md"));
    assertThat(page.exchanges()).hasSizeGreaterThan(12);
    for (Transcript.Exchange exchange : page.exchanges()) {
      assertThat(Transcript.plain(answer(exchange.command())))
          .as(exchange.command())
          .matches(exchange.pattern());
    }
  }

  private String answer(String command) throws IOException {
    return command.equals("./poolwright local")
        ? here.greeting()
        : here.launcher
            .type(command.replaceAll("http://127.0.0.1:\\d+", here.at("armEndpoint")))
            .out();
  }

  private int writes() {
    return Stream.of("PUT", "POST", "PATCH", "DELETE")
        .mapToInt(
            method ->
                here.arm.requests(method, "", "").size()
                    + here.storage.requests(method, "", "").size())
        .sum();
  }

  /** The request of the example, which names the secret with the SAS and carries none. */
  private Path byVault(String job) throws IOException {
    Path request = here.request(job);
    String secret = here.at("keyVaultEndpoint") + "/secrets/example-sas";
    String named =
        Files.readString(request)
            .replaceFirst("\"sas\":\"[^\"]*\"", "\"sasSecretId\":\"" + secret + '"');
    return Files.writeString(request, named);
  }

  @Test
  void aPlanTellsWhatWouldBeMadeAndChangesNothing() throws IOException {
    Path fitting = here.request("planned");
    Path misfit = here.request("misfit");
    Files.writeString(
        misfit, Files.readString(misfit).replace("D2s_v3", "D2s_v9").replace("gen2\"", "gen9\""));
    int before = writes();

    JsonNode plan = run("plan", fitting.toString(), "--output", "json").json();
    assertThat(plan.path("fits").asBoolean()).isTrue();
    assertThat(plan.at("/pool/id").asText()).endsWith("/pools/planned");
    assertThat(plan.at("/pool/exists").asBoolean(true)).isFalse();
    boolean published = plan.at("/imageVersion/exists").asBoolean();
    assertThat(plan.path("bytesToCopy").asLong()).isEqualTo(published ? 0 : (48L << 20) + 512);
    assertThat(run("plan", byVault("by-vault").toString()).out())
        .contains("The request fits.", "SAS     from " + here.at("keyVaultEndpoint"));
    Ran refused = run("plan", misfit.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.out())
        .contains("/pool/properties/vmSize", "/image/definition", "Nothing was changed.");

    assertThat(writes()).isEqualTo(before);
    assertThat(here.arm.requests("GET", "/pools/planned", "")).isNotEmpty();
  }

  /** A staged blob, as a worker leaves one that is killed for good in the middle of a roll-back. */
  private PageBlobClient stagedBlob(String job, String digit) {
    String name = digit.repeat(32) + ".vhd";
    PageBlobClient blob =
        Installation.container(here::at, "images").getBlobClient(name).getPageBlobClient();
    blob.createWithResponse(512, null, null, Map.of("poolwright_job", job), null, null, null);
    return blob;
  }

  @Test
  void whatNobodyOwnsIsShownAndDeletedOnlyIfSomebodySaysSo() throws IOException {
    assertThat(run("submit", here.request("gone").toString(), "--watch").exit()).isZero();
    PageBlobClient known = stagedBlob("gone", "a");
    PageBlobClient unknown = stagedBlob("of-others", "b");

    assertThat(run("orphans", "--older-than", "0s", "--output", "json").jsonLines())
        .extracting(line -> line.path("jobId").asText(), line -> line.path("jobKnown").asBoolean())
        .containsExactly(tuple("gone", true), tuple("of-others", false));
    assertThat(run("orphans", "--older-than", "0s", "--delete").exit()).isEqualTo(2);
    assertThat(known.exists()).isTrue();
    Ran deleted = run("orphans", "--older-than", "0s", "--delete", "--yes");
    assertThat(deleted.exit()).as(deleted.err()).isZero();
    assertThat(deleted.out()).contains("Deleted blob " + known.getBlobUrl());
    assertThat(known.exists()).isFalse();
    assertThat(unknown.exists()).isTrue();
  }

  @Test
  void aVhdIsSentOnceAndThenOnlyLookedAt(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("own disk.vhd");
    new SparseVhd(24L << 20, 2, 1 << 20).save(file);
    JsonNode sent = run("upload", file.toString(), "--output", "json").json();
    assertThat(sent.path("url").asText()).endsWith("/vhds/own%20disk.vhd");
    assertThat(sent.path("sent").asLong()).isEqualTo((2 << 20) + 512);
    Ran again = run("upload", file.toString());
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out()).isEqualToIgnoringNewLines(sent.path("url").asText());
    assertThat(again.err()).contains("Sent 0.0 MiB of 24.0 MiB.");
  }

  @Test
  void whatIsNotThereIsAWrongRequest() {
    assertThat(run("show", "nobody").exit()).isEqualTo(2);
    Ran watched = run("watch", "nobody");
    assertThat(watched.exit()).isEqualTo(2);
    assertThat(watched.err())
        .contains("waiting 10 s for a worker", "There is no job nobody. See", "poolwright jobs");
  }

  @Test
  void whereNothingRunsCommandsSayHowToStartIt(@TempDir Path elsewhere) {
    Ran ran = new Launcher(elsewhere).run("jobs");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("poolwright local");
  }
}
