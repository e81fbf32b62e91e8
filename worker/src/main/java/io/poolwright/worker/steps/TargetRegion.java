package io.poolwright.worker.steps;

/**
 * Where an image version is wanted.
 *
 * @param name region, in Azure's short form
 * @param replicas from 1; how many nodes can boot at once depends on it
 */
public record TargetRegion(String name, int replicas) {
  /** Microsoft's advice: one replica for so many nodes. */
  private static final int NODES_A_REPLICA = 300;

  private static final int MOST_REPLICAS = 100;

  /** Whichever way the name is spelled. */
  public boolean isIn(String region) {
    return ImageVersion.shortForm(name).equals(ImageVersion.shortForm(region));
  }

  static int replicasFor(long nodes) {
    long needed = (nodes + NODES_A_REPLICA - 1) / NODES_A_REPLICA;
    return (int) Math.max(1, Math.min(MOST_REPLICAS, needed));
  }
}
