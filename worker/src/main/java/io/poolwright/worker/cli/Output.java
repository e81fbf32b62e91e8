package io.poolwright.worker.cli;

import java.util.Locale;

/** For whom a command prints its results. */
enum Output {
  TABLE,
  JSON;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
