package io.poolwright.worker.cli;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.EventData;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line for each job. */
record JobTable(Table table, Palette palette, Instant now) {
  private static final List<String> HEAD =
      List.of("JOB", "STATE", "ACCEPTED", "TOOK", "POOL", "DETAIL");

  static JobTable on(Screen screen, Instant now) {
    return new JobTable(new Table(screen), screen.palette(), now);
  }

  void show(List<Job> jobs) {
    table.show(HEAD, jobs.stream().map(JobView::new).map(this::row).toList());
  }

  private List<Table.Cell> row(JobView job) {
    return List.of(
        Table.Cell.of(job.id()),
        new Table.Cell(job.state(), palette.state(job.job().state())),
        Table.Cell.of(TimeText.about(Duration.between(job.acceptedAt(), now)) + " ago"),
        Table.Cell.of(job.took(now).map(TimeText::span).orElse("")),
        Table.Cell.of(poolOf(job.pool())),
        Table.Cell.of(detail(job)));
  }

  private static String poolOf(ArmId pool) {
    return pool.parent().map(account -> account.name() + "/").orElse("") + pool.name();
  }

  /** The one thing that tells most: why it failed, what it waits for, or how far it is. */
  private static String detail(JobView job) {
    EventData outcome = job.outcome().orElse(null);
    if (outcome instanceof EventData.Failed failed) {
      return failed.code() + " in " + failed.step().wireName();
    }
    if (outcome instanceof EventData.Rejected rejected) {
      int problems = rejected.problems().size();
      return problems + (problems == 1 ? " problem" : " problems");
    }
    if (outcome != null) {
      return "";
    }
    return Stream.concat(
            job.progress().map(EventText::amount).stream(),
            job.waiting().map(JobTable::wait).stream())
        .collect(Collectors.joining(", "));
  }

  private static String wait(Timeline.Entry entry) {
    String failed = EventText.attempts(entry.attempts());
    String code = ((EventData.Waiting) entry.data()).code();
    return failed.isEmpty() ? code : code + " (" + failed + ")";
  }
}
