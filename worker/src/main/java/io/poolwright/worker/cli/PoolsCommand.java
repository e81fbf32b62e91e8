package io.poolwright.worker.cli;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.blob.JobRecords;
import io.poolwright.worker.inventory.Origins;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.ListedPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poolwright pools}. */
@Command(
    name = "pools",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the pools, and what their nodes run on.",
      "Of each pool: its nodes, whether it runs on a custom image, where that image came from, and"
          + " which job made the pool."
    },
    footer = {
      "",
      "Example:",
      "  poolwright pools --output json | jq 'select(.image.custom) | .origin'"
    })
final class PoolsCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description =
          "The ARM id of a Batch account, as often as there are accounts. Without it: those of the"
              + " newest jobs.")
  private List<String> given = new ArrayList<>();

  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final Desk desk;

  PoolsCommand(Context context) {
    this.context = context;
    this.desk = new Desk(context);
  }

  @Override
  public Integer call() {
    JobRecords records = desk.records();
    Arm arm = desk.arm();
    Set<ArmId> accounts =
        given.isEmpty()
            ? Footprint.of(desk, context.clock().instant()).accounts()
            : Footprint.accounts(given);
    var pools = new ArrayList<ListedPool>();
    boolean all = accounts.stream().allMatch(account -> add(account, arm, pools));
    var origins = new Origins(arm, records::find);
    show(pools.stream().map(origins::of).toList());
    return (all ? Exit.DONE : Exit.UNREACHABLE).code();
  }

  /** One account that is gone or may not be read hides none of the others. */
  private boolean add(ArmId account, Arm arm, List<ListedPool> pools) {
    try {
      pools.addAll(arm.pools(account));
      return true;
    } catch (CallFailed e) {
      if (e.failure().kind() != Failure.Kind.PERMANENT) {
        throw e;
      }
      context.screen().err().printf("No pools of %s: %s%n", account, e.getMessage());
      return false;
    }
  }

  private void show(List<Origins.Origin> pools) {
    Screen screen = context.screen();
    if (output.isJson()) {
      pools.forEach(pool -> screen.out().println(PoolLine.json(pool)));
    } else if (!pools.isEmpty()) {
      PoolLine.show(pools, screen);
    }
    if (pools.isEmpty()) {
      screen.err().println("There are no pools.");
    }
  }
}
