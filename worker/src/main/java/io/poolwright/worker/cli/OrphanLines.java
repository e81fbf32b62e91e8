package io.poolwright.worker.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.worker.inventory.Clearance;
import io.poolwright.worker.inventory.Marked;
import io.poolwright.worker.inventory.Orphan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Orphans as people and programs see them, one a line, and what became of each. */
record OrphanLines(Screen screen, OutputOption output, Instant now) {
  private static final List<String> HEAD = List.of("KIND", "AGE", "JOB", "WHY", "NAME");
  private static final JsonMapper JSON = new JsonMapper();

  void show(List<Orphan> orphans) {
    if (output.isJson()) {
      orphans.forEach(orphan -> screen.out().println(json(orphan)));
    } else if (!orphans.isEmpty()) {
      new Table(screen).show(HEAD, orphans.stream().map(this::row).toList());
    }
    if (orphans.isEmpty()) {
      screen.err().println("There are no orphans.");
    }
  }

  private List<Table.Cell> row(Orphan orphan) {
    Marked thing = orphan.thing();
    Instant since = thing.since();
    return List.of(
        Table.Cell.of(kind(thing)),
        Table.Cell.of(since == null ? "" : TimeText.about(Duration.between(since, now))),
        Table.Cell.of(thing.job().value()),
        new Table.Cell(
            orphan.reason().words(),
            orphan.reason() == Orphan.Reason.JOB_UNKNOWN
                ? screen.palette()::yellow
                : screen.palette()::dim),
        Table.Cell.of(thing.name()));
  }

  void done(Orphan orphan, Clearance.Outcome outcome) {
    if (output.isJson()) {
      boolean deleted = outcome == Clearance.Outcome.DELETED;
      screen.out().println(json(orphan).put("deleted", deleted));
    } else {
      screen
          .out()
          .printf("%s %s %s%n", words(outcome), kind(orphan.thing()), orphan.thing().name());
    }
    screen.out().flush();
  }

  private static String words(Clearance.Outcome outcome) {
    return switch (outcome) {
      case DELETED -> "Deleted";
      case NO_ORPHAN -> "No orphan any more:";
      case BUSY -> "Somebody else is deleting";
    };
  }

  private static ObjectNode json(Orphan orphan) {
    Marked thing = orphan.thing();
    ObjectNode node = JSON.createObjectNode();
    node.put("kind", kind(thing));
    node.put("name", thing.name());
    node.put("jobId", thing.job().value());
    node.put("since", String.valueOf(thing.since()));
    node.put("jobKnown", orphan.reason() == Orphan.Reason.JOB_ENDED);
    return node.put("why", orphan.reason().words());
  }

  private static String kind(Marked thing) {
    return thing.kind().name().toLowerCase(Locale.ROOT);
  }
}
