package io.poolwright.localazure.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the simulator says of a blob that cannot become an image: its operation fails. */
class VhdSourceTest {
  private static final String V1 = Bodies.VERSION;
  private static final String STATUS = "?$expand=ReplicationStatus";

  private final Arm arm = Arm.asDelivered();

  private void second() {
    arm.pass(Duration.ofSeconds(1));
  }

  private String failureOf(String uri) {
    var created = arm.put(V1, Bodies.versionFromVhd(uri)).accepted();
    second();
    var operation = arm.get(created.header("Azure-AsyncOperation"));
    assertThat(operation.text("status")).isEqualTo("Failed");
    assertThat(arm.get(V1).text("properties.provisioningState")).isEqualTo("Failed");
    assertThat(arm.get(V1 + STATUS).text("properties.replicationStatus.summary.0.state"))
        .isEqualTo("Failed");
    return operation.text("error.code") + ": " + operation.text("error.message");
  }

  private String failureOf(long length, String type, byte[] footer) {
    arm.vhds.put(Vhds.GOOD, length, type, footer);
    return failureOf(Vhds.GOOD);
  }

  @Test
  void aBlobThatIsNotThereFailsTheOperation() {
    assertThat(failureOf(Vhds.GOOD + "x")).startsWith("BlobNotFound").contains("good.vhdx");
  }

  @Test
  void aBlockBlobFailsTheOperation() {
    assertThat(failureOf(64 * Vhds.MIB + 512, "BlockBlob", Vhds.footer(64 * Vhds.MIB, 2)))
        .startsWith("InvalidVhd")
        .contains("BlockBlob");
  }

  @Test
  void aBlobWithoutAFooterFailsTheOperation() {
    assertThat(failureOf(64 * Vhds.MIB + 512, "PageBlob", new byte[512]))
        .startsWith("InvalidVhd")
        .contains("conectix");
    assertThat(failureOf(100, "PageBlob", new byte[512])).contains("too short");
  }

  @Test
  void aFooterThatWasChangedFailsTheOperation() {
    byte[] footer = Vhds.footer(64 * Vhds.MIB, 2);
    footer[100]++;
    assertThat(failureOf(64 * Vhds.MIB + 512, "PageBlob", footer)).contains("checksum");
  }

  @Test
  void aDynamicOrDifferencingDiskFailsTheOperation() {
    assertThat(failureOf(64 * Vhds.MIB + 512, "PageBlob", Vhds.footer(64 * Vhds.MIB, 3)))
        .contains("dynamic VHD");
    assertThat(failureOf(64 * Vhds.MIB + 512, "PageBlob", Vhds.footer(64 * Vhds.MIB, 4)))
        .contains("differencing VHD");
  }

  @Test
  void aSizeThatIsWrongOrNotInWholeMebibytesFailsTheOperation() {
    assertThat(failureOf(63 * Vhds.MIB + 512, "PageBlob", Vhds.footer(64 * Vhds.MIB, 2)))
        .contains("but the blob holds");
    assertThat(failureOf(Vhds.MIB + 512 + 512, "PageBlob", Vhds.footer(Vhds.MIB + 512, 2)))
        .contains("whole number of MiB");
    long tooMuch = 2049L * 1024 * Vhds.MIB;
    assertThat(failureOf(tooMuch + 512, "PageBlob", Vhds.footer(tooMuch, 2)))
        .startsWith("GallerySourceResourceExceedsMaxSize");
  }

  @Test
  void aStorageThatCannotBeReachedFailsTheOperationAndShowsNoSignature() {
    Arm broken =
        Arm.asDelivered(
            new VhdReader() {
              @Override
              public Optional<Vhd> head(URI blob) {
                throw new IllegalStateException("down");
              }

              @Override
              public byte[] range(URI blob, long offset, int length) {
                throw new IllegalStateException("down");
              }
            });
    var created = broken.put(V1, Bodies.versionFromVhd(Vhds.GOOD + "?sig=s3cret")).accepted();
    broken.pass(Duration.ofSeconds(1));

    var operation = broken.get(created.header("Azure-AsyncOperation"));
    assertThat(operation.text("error.message")).contains("cannot be read").doesNotContain("s3cret");
    assertThat(String.valueOf(broken.get(V1).response().body())).doesNotContain("s3cret");
  }

  @Test
  void aFailedVersionCanBePublishedAgainOnceItsSourceIsMended() {
    arm.vhds.put(Vhds.GOOD, 100, "PageBlob", new byte[512]);
    failureOf(Vhds.GOOD);

    arm.vhds.put(Vhds.GOOD, 64 * Vhds.MIB + 512, "PageBlob", Vhds.footer(64 * Vhds.MIB, 2));
    arm.put(V1, Bodies.versionFromVhd(Vhds.GOOD)).accepted();
    second();
    second();
    assertThat(arm.get(V1).text("properties.provisioningState")).isEqualTo("Succeeded");
  }
}
