package io.poolwright.integration.preflight;

import static io.poolwright.integration.preflight.Mistake.account;
import static io.poolwright.integration.preflight.Mistake.definition;
import static io.poolwright.integration.preflight.Mistake.pool;
import static io.poolwright.integration.preflight.Mistake.request;

import io.poolwright.contracts.ArmId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Premises, account, nodes, quota and scale. */
class PreflightRulesOfPoolTest {
  @RegisterExtension static final AzureRoom azure = new AzureRoom();

  private static final String ID = "/pool/id";
  private static final String PROPERTIES = "/pool/properties";
  private static final String SIZE = PROPERTIES + "/vmSize";
  private static final String SLOTS = PROPERTIES + "/taskSlotsPerNode";
  private static final String MACHINE =
      PROPERTIES + "/deploymentConfiguration/virtualMachineConfiguration";
  private static final String AGENT = MACHINE + "/nodeAgentSkuId";
  private static final String FIXED = PROPERTIES + "/scaleSettings/fixedScale";
  private static final String DEDICATED = FIXED + "/targetDedicatedNodes";
  private static final String LOW_PRIORITY = FIXED + "/targetLowPriorityNodes";
  private static final String TIMEOUT = FIXED + "/resizeTimeout";
  private static final String AUTO = PROPERTIES + "/scaleSettings/autoScale";

  @Test
  void aRequestThatFitsHasNoFindings() {
    Mistake.none().isFoundIn(azure);
  }

  @ParameterizedTest
  @MethodSource({"premises", "accounts", "pools", "sizes", "nodes", "quotas", "scales"})
  void isFound(Mistake mistake) {
    mistake.isFoundIn(azure);
  }

  @Test
  void allMistakesAreFoundAtOnceErrorsAndWarningsApart() {
    request("four at once")
        .with(ID, pool("full", "next"))
        .given(room -> room.createPool(pool("full", "first"), 0))
        .with(SIZE, "Standard_Nothing")
        .with(TIMEOUT, "PT1M")
        .with("/image/definition", definition("nowhere"))
        .with("/image/source/url", "<vhds>/nowhere.vhd")
        .warning(ID, "its quota is 1")
        .error(SIZE, "does not offer")
        .error(TIMEOUT, "under 5 minutes")
        .error("/image/definition", "no such image definition")
        .error("/image/source/url", "no blob")
        .isFoundIn(azure);
  }

  static Stream<Mistake> premises() {
    return Stream.of(
        request("a subscription that is not allowed")
            .setting("ARM_SUBSCRIPTIONS", "['" + Mistake.OTHER + "']")
            .error(ID, "may not touch subscription")
            .error("/image/definition", "may not touch subscription"),
        request("a group that is not allowed")
            .setting("ARM_RESOURCE_GROUPS", "['another']")
            .error(ID, "may not touch resource group rg")
            .error("/image/definition", "may not touch resource group rg"),
        request("a source in a group that is not allowed")
            .setting("ARM_RESOURCE_GROUPS", "['rg']")
            .from(
                "{type: managedImage, id: %s}"
                    .formatted(Mistake.managedImage("plain").replace("/rg/", "/theirs/")))
            .error("/image/source/id", "may not touch resource group theirs"));
  }

  static Stream<Mistake> accounts() {
    return Stream.of(
        request("no account").with(ID, pool("nowhere", "new")).error(ID, "no such Batch account"),
        request("an account that may not be read")
            .given(room -> room.refuse(account("plain"), "Microsoft.Batch/batchAccounts/read"))
            .error(
                ID,
                "lacks Microsoft.Batch/batchAccounts/read; the role 'Azure Batch Account Reader'"),
        request("pools that may not be read")
            .given(
                room ->
                    room.refuse(
                        account("plain") + "/pools", "Microsoft.Batch/batchAccounts/pools/read"))
            .error(
                ID,
                "lacks Microsoft.Batch/batchAccounts/pools/read;"
                    + " the role 'Azure Batch Account Reader'"),
        request("an account that is not provisioned")
            .given(room -> room.show(account("plain"), "/properties/provisioningState", "Failed"))
            .error(ID, "provisioning has not succeeded"),
        request("an account without Entra")
            .with(ID, pool("keysonly", "new"))
            .error(ID, "does not allow Entra"));
  }

  static Stream<Mistake> pools() {
    return Stream.of(
        request("a pool that is there")
            .given(room -> room.createPool(pool("plain", "there"), 0))
            .with(ID, pool("plain", "there"))
            .error(ID, "is there already"),
        request("a pool that is being deleted")
            .given(
                room -> {
                  room.createPool(pool("plain", "going"), 0);
                  room.arm().deletePool(ArmId.parse(pool("plain", "going")));
                })
            .with(ID, pool("plain", "going"))
            .warning(ID, "is being deleted"));
  }

  static Stream<Mistake> sizes() {
    String fallback = "/pool/fallbacks/1/vmSize";
    return Stream.of(
        request("a size of another region")
            .with(SIZE, "Standard_HB120rs_v3")
            .error(SIZE, "does not offer this VM size in westeurope"),
        request("a size of another generation")
            .with(SIZE, "Standard_A2_v2")
            .error(SIZE, "generation V1 only, and the image is of generation V2"),
        request("a fallback of another region")
            .with("/pool/fallbacks", "[{lowPriority: true}, {vmSize: Standard_HB120rs_v3}]")
            .error(fallback, "does not offer"),
        request("a fallback of another generation")
            .with("/pool/fallbacks", "[{lowPriority: true}, {vmSize: Standard_A2_v2}]")
            .error(fallback, "generation V1 only"));
  }

  static Stream<Mistake> nodes() {
    return Stream.of(
        request("an agent of another system")
            .with(AGENT, "batch.node.windows amd64")
            .error(AGENT, "not for Linux"),
        request("an agent of the past")
            .with(AGENT, "batch.node.ubuntu 20.04")
            .error(AGENT, "ended on 2025-04-23"),
        request("an agent that ends soon")
            .with(AGENT, "batch.node.ubuntu 22.04")
            .on("2027-05-01")
            .warning(AGENT, "ends on 2027-06-30"),
        request("encrypted disks of Linux")
            .with(MACHINE + "/diskEncryptionConfiguration", "{targets: [OsDisk]}")
            .error(MACHINE + "/diskEncryptionConfiguration", "does not encrypt"),
        request("too many task slots").with(SLOTS, "9").error(SLOTS, "1 to 8 task slots, not 9"));
  }

  static Stream<Mistake> quotas() {
    return Stream.of(
        request("an account full of pools")
            .given(room -> room.createPool(pool("full", "first"), 0))
            .with(ID, pool("full", "next"))
            .warning(ID, "has 1 pools, and its quota is 1"),
        request("dedicated cores")
            .with(DEDICATED, "501")
            .warning(DEDICATED, "take 1002 dedicated cores, and the account's quota is 1000"),
        request("cores of a family")
            .with(ID, pool("byfamily", "new"))
            .with(DEDICATED, "6")
            .warning(DEDICATED, "12 dedicated cores of standardDSv3Family"),
        request("cores of a family without any")
            .with(ID, pool("byfamily", "new"))
            .with(SIZE, "Standard_M8ms")
            .warning(DEDICATED, "of standardMSFamily, and the account's quota is 0"),
        request("low-priority cores")
            .with(LOW_PRIORITY, "51")
            .warning(LOW_PRIORITY, "102 low-priority cores, and the account's quota is 100"),
        request("cores that another pool holds")
            .given(room -> room.createPool(pool("busy", "first"), 4))
            .with(ID, pool("busy", "next"))
            .warning(DEDICATED, "other pools have 8 of the account's 10"));
  }

  static Stream<Mistake> scales() {
    return Stream.of(
        request("a short time-out").with(TIMEOUT, "PT4M").error(TIMEOUT, "under 5 minutes"),
        request("a time-out that is short for so many nodes")
            .with(TIMEOUT, "PT5M")
            .with(DEDICATED, "400")
            .warning(TIMEOUT, "A resize to 400 nodes is given up"),
        request("too many nodes that talk")
            .with(PROPERTIES + "/interNodeCommunication", "Enabled")
            .with(DEDICATED, "101")
            .error(FIXED, "at most 100 of them, not 101"),
        request("too many that talk in a subscription of one's own")
            .with(ID, pool("ownvms", "new"))
            .with(PROPERTIES + "/interNodeCommunication", "Enabled")
            .with(DEDICATED, "81")
            .error(FIXED, "at most 80 of them, not 81"),
        scaledBy("// later", "").error(AUTO + "/formula", "There is no formula"),
        scaledBy("$x = \"open; $TargetDedicatedNodes = 1;", "")
            .error(AUTO + "/formula", "is not closed"),
        scaledBy("$TargetDedicatedNodes = min(1, 2;", "")
            .error(AUTO + "/formula", "brackets do not match"),
        scaledBy("$Nodes = 1;", "").error(AUTO + "/formula", "sets no number of nodes"),
        scaledBy("$TargetDedicatedNodes = 1;", "PT4M")
            .error(AUTO + "/evaluationInterval", "every 5 minutes to 168 hours"),
        scaledBy("$TargetDedicatedNodes = 1;", "P8D")
            .error(AUTO + "/evaluationInterval", "every 5 minutes to 168 hours"));
  }

  private static Mistake scaledBy(String formula, String interval) {
    Mistake scaled =
        request("the formula " + formula + " " + interval)
            .without(FIXED)
            .with(AUTO + "/formula", "'" + formula + "'");
    return interval.isEmpty() ? scaled : scaled.with(AUTO + "/evaluationInterval", interval);
  }
}
