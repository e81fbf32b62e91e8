package io.poolwright.worker.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Rows of state by observation, each with what to decide. */
public final class TransitionTable {
  /** Which row: what a job is in, and what is seen there. */
  public record Key(Class<? extends JobState> state, Class<? extends Observation> seen) {
    @Override
    public String toString() {
      return state.getSimpleName() + " × " + seen.getSimpleName();
    }
  }

  /** What one row decides. Pure. */
  @FunctionalInterface
  public interface Row<S extends JobState, O extends Observation> {
    Decision decide(S state, O seen, Moment moment);
  }

  private final Map<Key, Row<JobState, Observation>> rows = new LinkedHashMap<>();

  <S extends JobState, O extends Observation> TransitionTable row(
      Class<S> state, Class<O> seen, Row<? super S, ? super O> row) {
    var key = new Key(state, seen);
    if (JobState.Final.class.isAssignableFrom(state)) {
      throw new IllegalArgumentException("nothing follows a final state: " + key);
    }
    Row<JobState, Observation> erased =
        (s, o, moment) -> row.decide(state.cast(s), seen.cast(o), moment);
    if (rows.putIfAbsent(key, erased) != null) {
      throw new IllegalArgumentException("two rows for " + key);
    }
    return this;
  }

  /** Decides, by the row of the job's state and what was seen. */
  public Decision decide(Observation seen, Moment moment) {
    JobState state = moment.job().state();
    var key = new Key(state.getClass(), seen.getClass());
    Row<JobState, Observation> row = rows.get(key);
    if (row == null) {
      throw new IllegalStateException("the table has no row " + key);
    }
    return row.decide(state, seen, moment);
  }

  /** Every row there is, in the order of the table. */
  public Set<Key> keys() {
    return Collections.unmodifiableSet(rows.keySet());
  }
}
