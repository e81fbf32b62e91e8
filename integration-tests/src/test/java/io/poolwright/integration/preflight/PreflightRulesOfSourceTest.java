package io.poolwright.integration.preflight;

import static io.poolwright.integration.preflight.Mistake.machine;
import static io.poolwright.integration.preflight.Mistake.managedImage;
import static io.poolwright.integration.preflight.Mistake.request;

import com.azure.storage.blob.BlobContainerClient;
import io.poolwright.integration.process.SparseVhd;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** VHDs: where they may lie, what opens them, what they have to be; and what Compute captures. */
class PreflightRulesOfSourceTest {
  @RegisterExtension static final AzureRoom azure = new AzureRoom();

  private static final int MIB = 1 << 20;
  private static final String URL = "/image/source/url";
  private static final String SAS = "/image/source/sas";
  private static final String ID = "/image/source/id";
  private static final String SECRET = "/image/source/sasSecretId";

  @ParameterizedTest
  @MethodSource("fitting")
  void fits(Mistake none) {
    none.isFoundIn(azure);
  }

  @ParameterizedTest
  @MethodSource({"premises", "access", "blobs", "footers", "captured"})
  void isFound(Mistake mistake) {
    mistake.isFoundIn(azure);
  }

  static Stream<Mistake> fitting() {
    return Stream.of(
        request("a SAS in a Key Vault").with(SECRET, "<vault>/good"),
        request("a virtual machine").from(source("virtualMachine", machine("plain"))),
        request("a managed image").from(source("managedImage", managedImage("plain"))));
  }

  static Stream<Mistake> premises() {
    return Stream.of(
        request("a host that is not allowed")
            .with(URL, "https://contoso.blob.core.windows.net/vhds/good.vhd")
            .error(URL, "may not read from that host"),
        request("a scheme that is not allowed")
            .setting("STORAGE_SOURCE_SCHEMES", "[https]")
            .error(URL, "may not read by that scheme"),
        request("an account that is not allowed")
            .setting("STORAGE_SOURCE_ACCOUNTS", "[another]")
            .error(URL, "may not read from that storage account"),
        request("a SAS, and no key to keep it")
            .setting("SECRETS_KEY", "")
            .with(SAS, "sig=any")
            .error(SAS, "no key to keep a SAS with"),
        request("a secret, and no vaults")
            .setting("KEY_VAULT_VAULTS", "")
            .with(SECRET, "https://contoso.vault.azure.net/secrets/sas")
            .error(SECRET, "reads no secrets of Key Vaults"),
        request("a secret of another vault")
            .with(SECRET, "https://contoso.vault.azure.net/secrets/sas")
            .error(SECRET, "may not read secrets of that Key Vault"));
  }

  static Stream<Mistake> access() {
    return Stream.of(
        request("an identity that may not read")
            .given(room -> room.refuseVhd("HEAD", 403, "AuthorizationPermissionMismatch"))
            .error(URL, "HTTP 403 AuthorizationPermissionMismatch"),
        request("a SAS that does not open")
            .with(SAS, "sv=2024-11-04&sig=none")
            .error(SAS, "HTTP 403"),
        request("a secret that is not there")
            .with(SECRET, "<vault>/nowhere")
            .error(SECRET, "There is no such secret"),
        request("a secret that is no SAS")
            .with(SECRET, "<vault>/no-sas")
            .error(SECRET, "holds no SAS"),
        request("a secret that does not open")
            .with(SECRET, "<vault>/wrong")
            .error(SECRET, "HTTP 403"));
  }

  static Stream<Mistake> blobs() {
    return Stream.of(
        request("no blob").with(URL, "<vhds>/nowhere.vhd").error(URL, "no blob at this address"),
        request("a block blob")
            .given(room -> uploadBlock(room.vhds()))
            .with(URL, "<vhds>/block.vhd")
            .error(URL, "is not a page blob"),
        request("a single page")
            .given(room -> room.vhds().getBlobClient("page.vhd").getPageBlobClient().create(512))
            .with(URL, "<vhds>/page.vhd")
            .error(URL, "has only 512 bytes"),
        request("a blob that is being changed")
            .given(room -> room.refuseVhd("GET", 412, "ConditionNotMet"))
            .error(URL, "was changed while it was looked at"),
        request("a disk that ends within a mebibyte")
            .given(room -> new SparseVhd(MIB + 512, 1, 512).upload(room.vhds(), "odd"))
            .with(URL, "<vhds>/odd.vhd")
            .error(URL, "not whole mebibytes"));
  }

  static Stream<Mistake> footers() {
    return Stream.of(
        withFooter("cut", footer -> footer.putLong(0, 0)).error(URL, "are no VHD footer"),
        withFooter("dynamic", footer -> footer.putInt(60, 3)).error(URL, "is dynamic (type 3)"),
        withFooter("differencing", footer -> footer.putInt(60, 4))
            .error(URL, "is differencing (type 4)"),
        withFooter("unknown", footer -> signed(footer.putInt(60, 9)))
            .error(URL, "disk type 9 and version 1.0"),
        withFooter("damaged", footer -> footer.putInt(64, 7)).error(URL, "checksum"),
        withFooter("padded", footer -> signed(footer.putLong(48, 512)))
            .error(URL, "a disk of 512 bytes, and the blob holds 1048576"));
  }

  static Stream<Mistake> captured() {
    String disk = "/properties/storageProfile/osDisk";
    return Stream.of(
        request("no machine")
            .from(source("virtualMachine", machine("nowhere")))
            .error(ID, "no such virtual machine"),
        request("a machine with extensions")
            .from(source("virtualMachine", machine("monitored")))
            .error(ID, "has extensions (AzureMonitorLinuxAgent)"),
        request("a machine with another system")
            .from(source("virtualMachine", machine("windows")))
            .error("/image/osType", "a disk with Windows"),
        request("a machine whose disk is encrypted")
            .from(source("virtualMachine", machine("plain")))
            .given(
                room ->
                    room.show(machine("plain"), disk + "/encryptionSettings", "{enabled: true}"))
            .error(ID, "is encrypted by Azure Disk Encryption"),
        request("no managed image")
            .from(source("managedImage", managedImage("nowhere")))
            .error(ID, "no such managed image"),
        request("a specialized managed image")
            .from(source("managedImage", managedImage("plain")))
            .given(room -> room.show(managedImage("plain"), disk + "/osState", "Specialized"))
            .error(ID, "is specialized"),
        request("a managed image of another generation")
            .from(source("managedImage", managedImage("first-generation")))
            .error("/image/hyperVGeneration", "is of generation V1"));
  }

  private static String source(String type, String id) {
    return "{type: %s, id: %s}".formatted(type, id);
  }

  private static void uploadBlock(BlobContainerClient vhds) {
    var bytes = new ByteArrayInputStream(new byte[1024]);
    vhds.getBlobClient("block.vhd").getBlockBlobClient().upload(bytes, 1024);
  }

  private static void signed(ByteBuffer footer) {
    footer.putInt(64, SparseVhd.checksum(footer));
  }

  private static Mistake withFooter(String name, Consumer<ByteBuffer> spoil) {
    return request(name)
        .given(room -> new SparseVhd(MIB, 1, 512).upload(room.vhds(), name, spoil))
        .with(URL, "<vhds>/%s.vhd".formatted(name));
  }
}
