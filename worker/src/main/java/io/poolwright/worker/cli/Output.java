package io.poolwright.worker.cli;

/** For whom a command prints its results. */
enum Output {
  TABLE,
  JSON
}
