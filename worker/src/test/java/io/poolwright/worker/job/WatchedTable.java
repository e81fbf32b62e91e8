package io.poolwright.worker.job;

import java.util.function.Consumer;

/** Tables for tests that follow another one row by row. */
public final class WatchedTable {
  private WatchedTable() {}

  /** Decides as {@code table} does, and tells which row was taken. */
  public static TransitionTable of(TransitionTable table, Consumer<TransitionTable.Key> taken) {
    return of(
        table,
        (key, seen, moment) -> {
          taken.accept(key);
          return table.decide(seen, moment);
        });
  }

  /** Decides in the place of a row. */
  public interface Instead {
    Decision decide(TransitionTable.Key key, Observation seen, Moment moment);
  }

  /** A table with the rows of another one, each of which decides what {@code instead} says. */
  public static TransitionTable of(TransitionTable table, Instead instead) {
    var copy = new TransitionTable();
    table
        .keys()
        .forEach(
            key ->
                copy.row(
                    key.state(),
                    key.seen(),
                    (s, seen, moment) -> instead.decide(key, seen, moment)));
    return copy;
  }
}
