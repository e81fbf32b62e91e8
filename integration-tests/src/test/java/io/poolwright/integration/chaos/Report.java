package io.poolwright.integration.chaos;

import io.poolwright.contracts.JobEvent;
import io.poolwright.integration.proxy.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The run as a table of plain text. */
final class Report {
  private final StringBuilder text = new StringBuilder();

  private Report(String title) {
    text.append(title).append("\n\n");
  }

  /** All of it. */
  static String of(Trial trial, Ledger ledger, Aftermath found, Course course) {
    var report =
        new Report(
            "%s: %d jobs, %d workers, %d s of storm, seed %d"
                .formatted(
                    trial.name(),
                    ledger.orders().size(),
                    trial.workers(),
                    trial.storm().toSeconds(),
                    trial.seed()));
    report.jobs(ledger, found);
    report.trouble(course);
    report.messages(ledger, found);
    report.workers(course);
    course.times().forEach((what, time) -> report.line(what, time.toSeconds() + " s"));
    return report.text.toString();
  }

  /**
   * What went wrong, and what it did to the workers.
   *
   * @param restarts of Azure
   * @param times how long what took
   */
  record Course(
      Weather weather,
      List<Proxy> proxies,
      int restarts,
      Fleet fleet,
      Logs logs,
      Map<String, Duration> times) {}

  private void jobs(Ledger ledger, Aftermath found) {
    Map<String, String> ends =
        found.post().events().stream()
            .filter(event -> event.data().isFinal())
            .collect(
                Collectors.toMap(
                    event -> event.jobId().value(),
                    event -> event.data().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                    (one, other) -> one));
    for (Fate fate : Fate.values()) {
      var outcomes =
          ledger.orders().stream()
              .filter(order -> order.fate() == fate)
              .collect(
                  Collectors.groupingBy(
                      order -> ends.getOrDefault(order.job(), "no end"),
                      TreeMap::new,
                      Collectors.counting()));
      line("jobs " + fate.name().toLowerCase(Locale.ROOT), shown(outcomes));
    }
  }

  private void trouble(Course course) {
    line("workers killed", course.fleet().kills());
    line("Azure killed and restarted", course.restarts());
    line("requests to ARM and storage", course.weather().requests());
    line("of them spoiled", shown(course.weather().fired()));
    var strikes = new TreeMap<String, Integer>();
    for (Proxy proxy : course.proxies()) {
      proxy
          .struck()
          .forEach(
              (kind, count) ->
                  strikes.merge(kind.name().toLowerCase(Locale.ROOT), count, Integer::sum));
    }
    line("connections struck", shown(strikes));
  }

  private void messages(Ledger ledger, Aftermath found) {
    List<JobEvent> events = found.post().events();
    long distinct = events.stream().map(JobEvent::id).distinct().count();
    line(
        "events published",
        "%d, of them %d repeats".formatted(events.size(), events.size() - distinct));
    line(
        "dead letters",
        "%d, poison sent %d"
            .formatted(
                found.post().deadRequests().size() + found.post().deadWakeups().size(),
                ledger.poisonedRequests().size() + ledger.poisonedWakeups().size()));
    Stock stock = found.stock();
    line(
        "left in Azure",
        "%d pools, %d image versions, %d staged VHDs"
            .formatted(stock.pools().size(), stock.versions().size(), stock.staged().size()));
  }

  private void workers(Course course) {
    Vitals most = course.fleet().most();
    line("deliveries given back", course.logs().givenBack());
    line("most memory of a worker", most.resident() + " MiB resident, heap limit 128 MiB");
    line("most threads of a worker", most.threads());
    course
        .logs()
        .errors()
        .forEach((error, count) -> line("logged as error, times " + count, error));
  }

  private void line(String what, Object value) {
    text.append("  %-28s %s%n".formatted(what, value));
  }

  private static String shown(Map<String, ? extends Number> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
