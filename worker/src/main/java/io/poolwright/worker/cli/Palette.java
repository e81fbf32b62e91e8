package io.poolwright.worker.cli;

import io.poolwright.worker.job.JobState;
import java.util.function.UnaryOperator;

/**
 * Colours as terminals take them (ECMA-48, "select graphic rendition").
 *
 * @param colours whether there are any
 */
record Palette(boolean colours) {
  String green(String text) {
    return wrap("32", text);
  }

  String red(String text) {
    return wrap("31", text);
  }

  String yellow(String text) {
    return wrap("33", text);
  }

  String cyan(String text) {
    return wrap("36", text);
  }

  String dim(String text) {
    return wrap("2", text);
  }

  String bold(String text) {
    return wrap("1", text);
  }

  /** The colour of a job's state. */
  UnaryOperator<String> state(JobState state) {
    if (state instanceof JobState.Succeeded) {
      return this::green;
    }
    if (state instanceof JobState.Failed || state instanceof JobState.Rejected) {
      return this::red;
    }
    return state instanceof JobState.Final || state instanceof JobState.RollingBack
        ? this::yellow
        : this::cyan;
  }

  private String wrap(String code, String text) {
    return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
