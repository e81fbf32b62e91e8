package io.poolwright.worker.cli;

/** What stands in a draft for what nobody has said. */
final class Placeholders {
  private static final String PROVIDERS =
      "/subscriptions/<subscription>/resourceGroups/<group>/providers/";

  static final String COMPUTE = PROVIDERS + "Microsoft.Compute/";
  static final String DEFINITION = COMPUTE + "galleries/<gallery>/images/<definition>";
  static final String ACCOUNT = PROVIDERS + "Microsoft.Batch/batchAccounts/<account>";

  private Placeholders() {}
}
