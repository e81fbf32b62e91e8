package io.poolwright.worker.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ArmId;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is allowed; what is not is in {@link BadInputsTest}. */
class AllowListTest {
  private static final ArmId POOL =
      ArmId.parse(
          "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/Pools-1/providers"
              + "/Microsoft.Batch/batchAccounts/a/pools/p");
  private static final URI SOURCE = URI.create("https://Source.blob.core.windows.net/c/b");
  private static final URI EMULATED = URI.create("http://127.0.0.1:10000/source/c/b");

  private static AllowList ofGroups(String... groups) {
    return new AllowList(List.of(), List.of(), List.of(), List.of(), List.of(groups), List.of());
  }

  @Test
  void anEmptyListAllowsAllButNoHost() {
    AllowList empty = AllowList.ofHosts();

    assertThat(empty.allowsHost(SOURCE)).isFalse();
    assertThat(empty.allowsScheme(SOURCE)).isTrue();
    assertThat(empty.allowsAccount(SOURCE)).isTrue();
    assertThat(empty.allowsSubscription(POOL)).isTrue();
    assertThat(empty.allowsResourceGroup(POOL)).isTrue();
  }

  @Test
  void aResourceGroupMayBeNamedByItselfOrWithItsSubscription() {
    String subscription = POOL.subscription();

    assertThat(ofGroups("pools-1").allowsResourceGroup(POOL)).isTrue();
    assertThat(ofGroups(subscription + "/POOLS-1").allowsResourceGroup(POOL)).isTrue();
    assertThat(ofGroups("pools").allowsResourceGroup(POOL)).isFalse();
    assertThat(ofGroups(subscription.replace('1', '2') + "/pools-1").allowsResourceGroup(POOL))
        .isFalse();
  }

  @Test
  void anAccountIsTheFirstPartOfTheHostOrOfThePathBelowAnAddress() {
    var allowed =
        new AllowList(List.of(), List.of(), List.of("source"), List.of(), List.of(), List.of());

    assertThat(allowed.allowsAccount(SOURCE)).isTrue();
    assertThat(allowed.allowsAccount(EMULATED)).isTrue();
    assertThat(allowed.allowsAccount(URI.create("http://127.0.0.1:1/c/source/b"))).isFalse();
  }

  @Test
  void aHostMayBeGivenWithItsPort() {
    assertThat(AllowList.ofHosts("127.0.0.1:10000").allowsHost(EMULATED)).isTrue();
    assertThat(AllowList.ofHosts("127.0.0.1").allowsHost(EMULATED)).isFalse();
    assertThat(AllowList.ofHosts(".BLOB.core.windows.net").allowsHost(SOURCE)).isTrue();
  }
}
