package io.poolwright.localazure.arm.batch;

import io.poolwright.localazure.arm.core.ImageCatalog;
import io.poolwright.localazure.arm.core.Latencies;
import io.poolwright.localazure.arm.core.Routes;
import io.poolwright.localazure.arm.core.State;
import io.poolwright.localazure.arm.core.VmSizes;
import java.time.Clock;
import java.util.List;

/** Microsoft.Batch, wired. */
public final class BatchProvider {
  private final Accounts accounts;
  private final Pools pools;

  /**
   * What is declared.
   *
   * @param subscription for accounts that name none
   * @param nodeAgents the node agent SKU ids that pools may ask for
   */
  public record Declared(
      String subscription, List<BatchAccount> accounts, List<String> nodeAgents, VmSizes sizes) {}

  public BatchProvider(
      Declared declared, ImageCatalog images, Latencies latencies, State state, Clock clock) {
    this.accounts = new Accounts(declared.accounts(), declared.subscription(), declared.sizes());
    PoolStore store = new PoolStore(state, declared.sizes(), clock);
    PoolRules rules = new PoolRules(declared.sizes(), declared.nodeAgents(), images);
    PoolChanges changes = new PoolChanges(accounts, store, rules, latencies, clock);
    this.pools = new Pools(accounts, store, changes, latencies, clock);
  }

  public void serve(Routes routes) {
    accounts.serve(routes);
    pools.serve(routes);
  }
}
