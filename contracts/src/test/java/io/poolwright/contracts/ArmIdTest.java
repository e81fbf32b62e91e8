package io.poolwright.contracts;

import static io.poolwright.contracts.Documents.POOL;
import static io.poolwright.contracts.Documents.RG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArmIdTest {
  private static final String BELOW =
      "/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/a";
  private static final String GUID = "/subscriptions/00000000-0000-4000-8000-000000000001";

  @Test
  void itsPartsCanBeAskedFor() {
    ArmId id = ArmId.parse(POOL);

    assertThat(id.subscription()).isEqualTo("00000000-0000-4000-8000-000000000001");
    assertThat(id.resourceGroup()).isEqualTo("rg-poolwright");
    assertThat(id.type()).isEqualTo("Microsoft.Batch/batchAccounts/pools");
    assertThat(id.name()).isEqualTo("nightly");
    assertThat(id.isOf("microsoft.batch/BATCHACCOUNTS/pools")).isTrue();
    assertThat(id).hasToString(POOL);
  }

  @Test
  void itsParentIsTheResourceAroundIt() {
    ArmId account = ArmId.parse(RG + "/Microsoft.Batch/batchAccounts/poolwrightbatch");

    assertThat(ArmId.parse(POOL).parent()).contains(account);
    assertThat(account.parent()).isEmpty();
    assertThat(account.child("pools", "nightly")).isEqualTo(ArmId.parse(POOL));
  }

  @Test
  void caseMakesNoDifference() {
    ArmId shouted = ArmId.parse(POOL.toUpperCase(Locale.ROOT));

    assertThat(shouted).isEqualTo(ArmId.parse(POOL)).hasSameHashCodeAs(ArmId.parse(POOL));
  }

  static Stream<String> badIds() {
    return Stream.of(
        "",
        "/",
        "x",
        "/subscriptions",
        GUID,
        GUID + "/resourceGroups/rg",
        GUID + "/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts",
        "/subscriptions/my-subscription" + BELOW,
        "/subscriptions/00000000-0000-4000-8000-00000000000g" + BELOW,
        "/subscriptions/" + BELOW,
        "subscriptions" + GUID.substring(14) + BELOW,
        "https://management.azure.com" + GUID + BELOW,
        GUID + "/groups/rg/providers/Microsoft.Batch/batchAccounts/a",
        GUID + "/resourceGroups/rg/things/Microsoft.Batch/batchAccounts/a",
        GUID + BELOW + "/pools",
        GUID + BELOW + "/pools/",
        GUID + BELOW + "/pools/a/",
        GUID + BELOW + "/pools//a",
        GUID + BELOW + "/pools/..",
        GUID + BELOW + "/pools/../../x",
        GUID + BELOW + "/pools/%2e%2e%2f",
        GUID + BELOW + "/pools/%252e%252e%252f",
        GUID + BELOW + "/pools/a%2fb",
        GUID + BELOW + "/pools/a?api-version=2023-05-01",
        GUID + BELOW + "/pools/a#b",
        GUID + BELOW + "/pools/a\\b",
        GUID + BELOW + "/pools/a b",
        GUID + BELOW + "/pools/a.",
        GUID + BELOW + "/pools/a\u0000",
        GUID + BELOW + "/pools/a\n",
        GUID + BELOW + "/pools/a\u202eb",
        GUID + BELOW + "/pools/\u0430",
        GUID + BELOW + "/pools/" + "a".repeat(91));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void isRefusedWithoutBeingRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArmId.parse(text))
        .satisfies(e -> assertThat(e).message().startsWith("not an ARM id: ").hasSizeLessThan(80));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void isRefusedInARequest(String text) {
    assertThat(Documents.decode(Documents.withText("/pool/id", text)))
        .isInstanceOfSatisfying(
            Decoded.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .extracting(Problem::pointer)
                    .containsExactly("/pool/id"));
  }
}
