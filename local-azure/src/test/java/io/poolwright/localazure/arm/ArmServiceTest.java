package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every address. */
class ArmServiceTest {
  private static final String REMAINING = "x-ms-ratelimit-remaining-subscription-";

  private final Arm arm = Arm.asDelivered();

  @Test
  void everyRequestNeedsAnApiVersionOfTheRightForm() {
    var without = arm.raw("GET", Arm.ACCOUNT, "", "", Map.of());
    assertThat(String.valueOf(without.body())).contains("MissingApiVersionParameter");
    for (String bad : new String[] {"2025", "2025-06-01-beta", "latest"}) {
      arm.get(Arm.ACCOUNT + "?api-version=" + bad).refusedWith(400, "InvalidApiVersionParameter");
    }
    arm.get(Arm.ACCOUNT + "?api-version=2030-01-01-preview").accepted();
  }

  @Test
  void anUnknownSubscriptionOrGroupIsNotFound() {
    String other = Arm.ACCOUNT.replace("000000000001", "000000000002");
    arm.get(other).refusedWith(404, "SubscriptionNotFound");
    arm.get(Arm.ACCOUNT.replace("rg-poolwright", "rg-none"))
        .refusedWith(404, "ResourceGroupNotFound");
    arm.get(Arm.ACCOUNT + "x").refusedWith(404, "ResourceNotFound");
  }

  @Test
  void anUnknownProviderTypeOrMethodIsRefused() {
    arm.get(Arm.GROUP + "/providers/Microsoft.Nothing/things/x")
        .refusedWith(404, "InvalidResourceNamespace");
    arm.get(Arm.GROUP + "/providers/Microsoft.Batch/things/x")
        .refusedWith(404, "InvalidResourceType");
    arm.get("/elsewhere").refusedWith(404, "ResourceNotFound");
    arm.delete(Arm.ACCOUNT).refusedWith(405, "UnsupportedHttpVerb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pools/..",
        "/pools/%2e%2e",
        "/pools/a%2Fb",
        "/pools/a%3Fb",
        "/pools/%00",
        "/pools/%"
      })
  void aPathThatHidesSomethingIsRefused(String hidden) {
    arm.get(Arm.ACCOUNT + hidden).refusedWith(400, "InvalidUri");
  }

  @Test
  void aBodyThatIsNoJsonObjectIsRefused() {
    arm.put(Arm.ACCOUNT + "/pools/p", "{").refusedWith(400, "InvalidRequestContent");
    arm.put(Arm.ACCOUNT + "/pools/p", "[]").refusedWith(400, "InvalidRequestContent");
    arm.put(Arm.ACCOUNT + "/pools/p", "").refusedWith(400, "InvalidRequestContent");
  }

  @Test
  void everyAnswerCarriesItsIds() {
    var answer = arm.call("GET", Arm.ACCOUNT, "", Map.of("x-ms-correlation-request-id", "mine"));
    assertThat(answer.header("x-ms-request-id")).isNotEmpty();
    assertThat(answer.header("x-ms-correlation-request-id")).isEqualTo("mine");
    assertThat(arm.get("/elsewhere").header("x-ms-request-id")).isNotEmpty();
  }

  @Test
  void requestsBeyondTheBurstWaitForTheRefill() {
    Arm tight =
        Arm.with(
            section ->
                ((ObjectNode) section.at("/throttling/reads"))
                    .put("burst", 2)
                    .put("perSecond", 0.5));
    assertThat(tight.get(Arm.ACCOUNT).header(REMAINING + "reads")).isEqualTo("1");
    tight.get(Arm.ACCOUNT).accepted();

    var refused = tight.get(Arm.ACCOUNT);
    refused.refusedWith(429, "SubscriptionRequestsThrottled");
    assertThat(refused.header("Retry-After")).isEqualTo("2");
    assertThat(tight.post(Arm.COMPUTE + "/virtualMachines/vm-running/deallocate").status())
        .as("writes have a bucket of their own")
        .isEqualTo(202);

    tight.pass(Duration.ofSeconds(2));
    tight.get(Arm.ACCOUNT).accepted();
    tight.get(Arm.ACCOUNT).refusedWith(429, "SubscriptionRequestsThrottled");
  }

  @Test
  void refusalsCountAndTellWhatIsLeft() {
    assertThat(arm.get(Arm.ACCOUNT + "x").header(REMAINING + "reads")).isEqualTo("249");
    assertThat(arm.delete(Arm.ACCOUNT + "/pools/x").header(REMAINING + "deletes")).isEqualTo("199");
  }

  @Test
  void aTokenIsWantedOnlyIfSoConfigured() {
    Arm strict = Arm.with(section -> section.put("requireAuthorization", true));
    strict.get(Arm.ACCOUNT).refusedWith(401, "AuthenticationFailed");
    strict.call("GET", Arm.ACCOUNT, "", Map.of("authorization", "Bearer x")).accepted();
  }

  @Test
  void theStateSurvivesARestartWhereADirectoryIsGiven(@TempDir Path directory) {
    Arm lasting = Arm.with(section -> section.put("dataDirectory", directory.toString()));
    lasting.put(Bodies.VERSION, Bodies.versionFromVhd(Vhds.GOOD)).accepted();
    lasting.pass(Duration.ofSeconds(2));
    lasting.putNew(Arm.ACCOUNT + "/pools/p1", Bodies.pool(2)).accepted();
    lasting.post(Arm.COMPUTE + "/virtualMachines/vm-running/deallocate");
    String before = String.valueOf(lasting.get(Arm.ACCOUNT + "/pools/p1").response().body());

    lasting.restart();

    assertThat(String.valueOf(lasting.get(Arm.ACCOUNT + "/pools/p1").response().body()))
        .isEqualTo(before);
    lasting.pass(Duration.ofSeconds(1));
    assertThat(
            lasting.get(Arm.ACCOUNT + "/pools/p1").at("properties.currentDedicatedNodes").asInt())
        .isEqualTo(2);
    assertThat(
            lasting
                .get(Arm.COMPUTE + "/virtualMachines/vm-running/instanceView")
                .at("statuses")
                .toString())
        .contains("PowerState/deallocated");
    lasting.delete(Bodies.VERSION).accepted();
    lasting.restart();
    assertThat(lasting.get(Bodies.VERSION).text("properties.provisioningState"))
        .isEqualTo("Deleting");
  }

  @Test
  void withoutADirectoryEverythingIsForgotten() {
    arm.put(Bodies.VERSION, Bodies.versionFromVhd(Vhds.GOOD)).accepted();
    arm.restart();
    arm.get(Bodies.VERSION).refusedWith(404, "ResourceNotFound");
  }

  @Test
  void accountsTellQuotasAndModes() {
    var account = arm.get(Arm.ACCOUNT);
    assertThat(account.text("location")).isEqualTo("westeurope");
    assertThat(account.text("properties.poolAllocationMode")).isEqualTo("BatchService");
    assertThat(account.at("properties.poolQuota").asInt()).isEqualTo(100);
    assertThat(account.at("properties.dedicatedCoreQuota").asInt()).isEqualTo(1000);
    assertThat(account.text("properties.dedicatedCoreQuotaPerVMFamily.0.name"))
        .isEqualTo("standardDSv3Family");
    String batch = Arm.SUBSCRIPTION + "/providers/Microsoft.Batch/";
    assertThat(arm.get(batch + "batchAccounts").at("value").size()).isEqualTo(1);
    assertThat(arm.get(batch + "locations/westeurope/quotas").at("accountQuota").asInt())
        .isEqualTo(1);
    assertThat(arm.get(batch + "locations/northeurope/virtualMachineSkus").at("value").size())
        .isEqualTo(12);
    assertThat(arm.get(batch + "locations/westeurope/cloudServiceSkus").at("value").size())
        .isZero();
  }

  @Test
  void storageAccountsTellTheirEndpointAndKeys() {
    Arm keyed =
        Arm.with(
            section ->
                ((ObjectNode) section.at("/storageAccounts/0")).putArray("keys").add("a2V5"));
    String storage = Arm.GROUP + "/providers/Microsoft.Storage/storageAccounts";
    assertThat(keyed.get(storage).at("value").size()).isEqualTo(1);
    assertThat(keyed.get(storage + "/poolwrightlocal").text("properties.primaryEndpoints.blob"))
        .isEqualTo("https://poolwrightlocal.blob.core.windows.net/");
    assertThat(keyed.post(storage + "/poolwrightlocal/listKeys").text("keys.0.value"))
        .isEqualTo("a2V5");
    keyed.get(storage + "/nobody").refusedWith(404, "ResourceNotFound");
  }

  @Test
  void subscriptionsGroupsLocationsAndProvidersCanBeRead() {
    assertThat(arm.get("/subscriptions").text("value.0.subscriptionId"))
        .isEqualTo("00000000-0000-4000-8000-000000000001");
    assertThat(arm.get(Arm.SUBSCRIPTION).text("state")).isEqualTo("Enabled");
    assertThat(arm.get(Arm.SUBSCRIPTION + "/locations").text("value.1.name"))
        .isEqualTo("northeurope");
    assertThat(arm.get(Arm.GROUP).text("location")).isEqualTo("westeurope");
    assertThat(arm.call("HEAD", Arm.GROUP, "", Map.of()).status()).isEqualTo(204);
    assertThat(arm.get(Arm.SUBSCRIPTION + "/resourcegroups").at("value").size()).isEqualTo(1);
    assertThat(arm.get(Arm.SUBSCRIPTION + "/providers/microsoft.batch").text("registrationState"))
        .isEqualTo("Registered");
    arm.get(Arm.SUBSCRIPTION + "/providers/microsoft.nothing")
        .refusedWith(404, "InvalidResourceNamespace");
  }
}
