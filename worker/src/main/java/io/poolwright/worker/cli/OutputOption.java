package io.poolwright.worker.cli;

import picocli.CommandLine.Option;

/** {@code --output}, the same for every command that has results. */
final class OutputOption {
  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "table for people, or json for programs: one object a line.")
  private Output output = Output.TABLE;

  Output get() {
    return output;
  }

  boolean isJson() {
    return output == Output.JSON;
  }
}
