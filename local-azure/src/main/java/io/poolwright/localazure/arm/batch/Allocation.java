package io.poolwright.localazure.arm.batch;

import io.poolwright.localazure.arm.core.ImageCatalog;
import io.poolwright.localazure.arm.core.VmSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How many of the nodes asked for come to be. A size that cannot boot the image gets none;
 * otherwise a pool gets as many as its quotas hold, and an error for each quota that it met.
 */
final class Allocation {
  /** Cores that other pools of the account hold. */
  record Used(int dedicated, int dedicatedInFamily, int lowPriority) {}

  /** What a resize will reach. */
  record Outcome(Nodes reached, List<Resize.Shortfall> errors) {}

  private static final int MOST_COMMUNICATING_NODES = 100;
  private static final int MOST_COMMUNICATING_NODES_IN_OWN_SUBSCRIPTION = 80;

  private final BatchAccount account;
  private final List<Resize.Shortfall> errors = new ArrayList<>();

  private Allocation(BatchAccount account) {
    this.account = account;
  }

  static Outcome of(
      BatchAccount account,
      Nodes target,
      VmSize size,
      Optional<ImageCatalog.Image> image,
      Used used,
      boolean interNodeCommunication) {
    Allocation allocation = new Allocation(account);
    Nodes reached = allocation.reach(target, size, image, used, interNodeCommunication);
    return new Outcome(reached, List.copyOf(allocation.errors));
  }

  private Nodes reach(
      Nodes target,
      VmSize size,
      Optional<ImageCatalog.Image> image,
      Used used,
      boolean communicating) {
    if (target.total() > 0 && image.isPresent() && !boots(size, image.get())) {
      error(
          "IncompatibleVMSize",
          "The VM size '"
              + size.name()
              + "' supports Hyper-V generations "
              + size.generations()
              + ", but the image is of generation "
              + image.get().generation()
              + ".");
      return Nodes.NONE;
    }
    int dedicated = dedicated(target.dedicated(), size, used);
    int lowPriority =
        capped(
            target.lowPriority(),
            account.lowPriorityCoreQuota() - used.lowPriority(),
            size,
            "AccountLowPriorityCoreQuotaReached",
            "The specified account has reached its low-priority core quota of "
                + account.lowPriorityCoreQuota()
                + ".");
    Nodes reached = new Nodes(dedicated, lowPriority);
    return communicating ? communicating(reached) : reached;
  }

  private int dedicated(int target, VmSize size, Used used) {
    if (account.poolAllocationMode().equals("UserSubscription")) {
      return target;
    }
    int within =
        capped(
            target,
            account.dedicatedCoreQuota() - used.dedicated(),
            size,
            "AccountCoreQuotaReached",
            "The specified account has reached its core quota of "
                + account.dedicatedCoreQuota()
                + ".");
    Optional<Integer> family = familyQuota(size.family());
    if (family.isEmpty()) {
      return within;
    }
    return capped(
        within,
        family.get() - used.dedicatedInFamily(),
        size,
        "AccountVMSeriesCoreQuotaReached",
        "The specified account has reached its core quota of "
            + family.get()
            + " for the VM series "
            + size.family()
            + ".");
  }

  private Optional<Integer> familyQuota(String family) {
    if (!account.coreQuotaPerVmFamilyEnforced()) {
      return Optional.empty();
    }
    String wanted = family.toLowerCase(Locale.ROOT);
    return account.coreQuotaPerVmFamily().entrySet().stream()
        .filter(quota -> quota.getKey().toLowerCase(Locale.ROOT).equals(wanted))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private int capped(int nodes, int coresLeft, VmSize size, String code, String message) {
    int fit = Math.max(0, coresLeft) / size.cores();
    if (nodes <= fit) {
      return nodes;
    }
    error(code, message);
    return fit;
  }

  private Nodes communicating(Nodes nodes) {
    int most =
        account.poolAllocationMode().equals("UserSubscription")
            ? MOST_COMMUNICATING_NODES_IN_OWN_SUBSCRIPTION
            : MOST_COMMUNICATING_NODES;
    if (nodes.total() <= most) {
      return nodes;
    }
    error(
        "CommunicationEnabledPoolReachedMaxVMCount",
        "A pool with inter-node communication can have at most " + most + " nodes.");
    int dedicated = Math.min(nodes.dedicated(), most);
    return new Nodes(dedicated, most - dedicated);
  }

  private static boolean boots(VmSize size, ImageCatalog.Image image) {
    return size.generations().stream().anyMatch(image.generation()::equalsIgnoreCase);
  }

  private void error(String code, String message) {
    errors.add(new Resize.Shortfall(code, message));
  }
}
