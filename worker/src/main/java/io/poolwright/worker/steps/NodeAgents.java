package io.poolwright.worker.steps;

import static java.util.Map.entry;

import io.poolwright.contracts.OsType;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The node agents that Batch has retired or will retire: a pool with such an agent is refused, or
 * scaled to zero nodes. From Microsoft's notices in github.com/Azure/Batch (issues 119, 169, 180,
 * 200) and its letter on Ubuntu 20.04.
 */
final class NodeAgents {
  private static final String PREFIX = "batch.node.";

  /** By agent, the last day on which Batch takes new pools with it. */
  private static final Map<String, LocalDate> LAST_DAY =
      Map.ofEntries(
          entry("batch.node.centos 7", LocalDate.of(2024, 6, 30)),
          entry("batch.node.centos 8", LocalDate.of(2021, 12, 31)),
          entry("batch.node.debian 8", LocalDate.of(2024, 12, 31)),
          entry("batch.node.debian 9", LocalDate.of(2024, 12, 31)),
          entry("batch.node.debian 10", LocalDate.of(2024, 12, 31)),
          entry("batch.node.ubuntu 14.04", LocalDate.of(2019, 8, 1)),
          entry("batch.node.ubuntu 16.04", LocalDate.of(2021, 5, 21)),
          entry("batch.node.ubuntu 18.04", LocalDate.of(2023, 5, 30)),
          entry("batch.node.ubuntu 20.04", LocalDate.of(2025, 4, 23)),
          entry("batch.node.ubuntu 22.04", LocalDate.of(2027, 6, 30)));

  private NodeAgents() {}

  /** The last day on which Batch takes new pools with this agent, if it is known. */
  static Optional<LocalDate> lastDay(String agent) {
    return Optional.ofNullable(LAST_DAY.get(agent.toLowerCase(Locale.ROOT)));
  }

  /** Whether an agent is for this kind of system; one that is not named as they all are may be. */
  static boolean suits(OsType os, String agent) {
    String name = agent.toLowerCase(Locale.ROOT);
    return !name.startsWith(PREFIX)
        || name.startsWith(PREFIX + "windows") == (os == OsType.WINDOWS);
  }
}
