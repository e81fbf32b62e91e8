package io.poolwright.localazure.arm.batch;

/** How many nodes of each kind. */
record Nodes(int dedicated, int lowPriority) {
  static final Nodes NONE = new Nodes(0, 0);

  int total() {
    return dedicated + lowPriority;
  }

  /** The count on the way to another one, {@code fraction} in [0, 1]; whole nodes only. */
  Nodes towards(Nodes end, double fraction) {
    return new Nodes(
        dedicated + (int) ((end.dedicated - dedicated) * fraction),
        lowPriority + (int) ((end.lowPriority - lowPriority) * fraction));
  }
}
