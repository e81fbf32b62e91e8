package io.poolwright.integration.chaos;

import static org.awaitility.Awaitility.await;

import com.azure.storage.blob.BlobContainerClient;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.integration.process.Jar;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A run from its start to the table of what came of it. */
final class Chaos {
  private static final Duration GLANCE = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Trial trial;
  private final Path directory;
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Duration> times = new LinkedHashMap<>();
  private Instant lap = Instant.now();

  /** Its logs and data are kept below {@code target}. */
  Chaos(Trial trial) throws IOException {
    this.trial = trial;
    this.directory =
        Jar.ROOT.resolve("integration-tests/target/chaos").resolve(trial.name()).normalize();
    deleteAll(directory);
    Files.createDirectories(directory);
  }

  /** Runs it, prints the table, and returns a sentence for each thing that must not be. */
  List<String> run() throws IOException, InterruptedException {
    System.out.printf("%s: seed %d, logs in %s%n", trial.name(), trial.seed(), directory);
    try (var site = new Site(directory)) {
      BlobContainerClient vhds = site.container("vhds");
      URI seen = site.asWorkersSeeIt("vhds");
      Ledger ledger = Ledger.draw(trial, name -> Image.upload(name, vhds, seen));
      try (var fleet = new Fleet(site.workerEnvironment(), directory, trial.workers());
          var mail = new Mail(site.serviceBus())) {
        run(site, ledger, fleet, mail);
      }
    }
    return violations;
  }

  private void run(Site site, Ledger ledger, Fleet fleet, Mail mail)
      throws IOException, InterruptedException {
    var weather = new Weather(site, trial.seed());
    var storm = new Storm(trial, site, fleet, weather);
    var witness = new Witness(ledger, mail, site.container("jobs"));
    ScheduledExecutorService nurse = Executors.newSingleThreadScheduledExecutor();
    try (var traffic = new Traffic(trial, ledger, mail, site.container("jobs"))) {
      var unused =
          nurse.scheduleWithFixedDelay(fleet::look, 0, GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      storm.awaitFleet();
      lap("until all were at work");
      storm.rage(traffic::begin);
      lap("storm");
      violate(!traffic.isDone(trial.patience()), "not everything could be sent");
      violate(!isQuietInTime(witness), "not everything was over after " + trial.patience());
      lap("then until all was quiet");
    } finally {
      nurse.shutdownNow();
    }
    Aftermath found = aftermath(site, ledger, witness);
    fleet.close();
    Logs logs = Logs.read(fleet.logs());
    violations.addAll(Verdict.of(ledger, found));
    violations.addAll(fleet.deaths());
    violations.addAll(logs.defects());
    violations.addAll(new Secrets(ledger, site).in(logs.lines()));
    violations.addAll(new Secrets(ledger, site).in(witness.texts()));
    violate(fleet.most().exceedsBounds(), "a worker took " + fleet.most());
    lap("verdict");
    var course = new Report.Course(weather, site.proxies(), storm.restarts(), fleet, logs, times);
    System.out.println(Report.of(trial, ledger, found, course));
  }

  private void lap(String what) {
    Instant now = Instant.now();
    times.put(what, Duration.between(lap, now));
    lap = now;
  }

  private void violate(boolean violated, String sentence) {
    if (violated) {
      violations.add(sentence);
    }
  }

  private boolean isQuietInTime(Witness witness) {
    try {
      await()
          .atMost(trial.patience())
          .pollInterval(LOOK)
          .ignoreExceptions()
          .until(witness::isQuiet);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private static Aftermath aftermath(Site site, Ledger ledger, Witness witness) {
    Post post = witness.post();
    var inventory = new Inventory(site);
    Stock stock = inventory.take();
    Map<String, Image> sources = new HashMap<>();
    for (JobEvent event : post.events()) {
      if (event.data() instanceof EventData.Succeeded end) {
        var order = Objects.requireNonNull(ledger.byJob().get(event.jobId().value()));
        Verdict.stagedName(end)
            .filter(stock.staged()::containsKey)
            .ifPresent(name -> sources.put(name, order.image()));
      }
    }
    return new Aftermath(witness.jobs(), post, stock, inventory.spoilt(sources));
  }

  private static void deleteAll(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
