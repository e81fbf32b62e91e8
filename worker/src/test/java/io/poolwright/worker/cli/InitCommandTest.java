package io.poolwright.worker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.HyperVGeneration;
import io.poolwright.contracts.ImageReference;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.OsType;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.contracts.SecretId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
  private static final String GROUP =
      "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/";
  private static final String DEFINITION =
      GROUP + "Microsoft.Compute/galleries/gallery/images/ubuntu";
  private static final String ACCOUNT = GROUP + "Microsoft.Batch/batchAccounts/account";
  private static final ArmId MACHINE = ArmId.parse(GROUP + "Microsoft.Compute/virtualMachines/vm");
  private static final ArmId IMAGE = ArmId.parse(GROUP + "Microsoft.Compute/images/golden");
  private static final String SECRET = "https://contoso.vault.azure.net/secrets/vhd-sas";
  private static final String VHD = "https://contoso.blob.core.windows.net/vhds/ubuntu.vhd";

  @TempDir private Path home;

  private static ProvisionRequest request(String yaml) {
    Decoded decoded = RequestCodec.decode(RequestYaml.toJson(yaml.getBytes(UTF_8), "r.yaml"));
    assertThat(decoded).as(yaml).isInstanceOf(Decoded.Valid.class);
    return (ProvisionRequest) ((Decoded.Valid) decoded).request();
  }

  @Test
  void whatTheOptionsSayIsAValidRequest() {
    Typed typed =
        Typed.words(
            home,
            ("init --job farm --os windows --generation v1 --vm-size Standard_D4s_v3 --nodes 7"
                    + " --vhd %s --definition %s --account %s")
                .formatted(VHD, DEFINITION, ACCOUNT)
                .split(" "));
    assertThat(typed.exit()).as(typed.err()).isZero();
    ProvisionRequest request = request(typed.out());
    assertThat(request.jobId()).hasToString("farm");
    assertThat(request.image().source()).isEqualTo(ImageSource.vhd(URI.create(VHD)));
    assertThat(request.image().osType()).isEqualTo(OsType.WINDOWS);
    assertThat(request.image().hyperVGeneration()).isEqualTo(HyperVGeneration.V1);
    assertThat(request.image().definition()).hasToString(DEFINITION);
    assertThat(request.pool().id()).hasToString(ACCOUNT + "/pools/farm");
    assertThat(request.pool().properties().path("vmSize").asText()).isEqualTo("Standard_D4s_v3");
    assertThat(request.pool().properties().findValue("targetDedicatedNodes").asInt()).isEqualTo(7);
    assertThat(typed.out().lines())
        .filteredOn(line -> line.strip().startsWith("#"))
        .hasSizeGreaterThan(9);
  }

  @Test
  void aSasUrlIsTakenApart() {
    Typed typed =
        Typed.words(
            home,
            "init",
            "--vhd=" + VHD + "?sv=1&sig=a%2Fb",
            "--definition=" + DEFINITION,
            "--account=" + ACCOUNT);
    assertThat(typed.out()).doesNotContain(VHD + "?");
    assertThat(request(typed.out()).image().source())
        .isEqualTo(ImageSource.vhd(URI.create(VHD), "sv=1&sig=a%2Fb"));
  }

  @Test
  void whoSitsAtATerminalIsAskedForTheRest() {
    Typed typed =
        Typed.words(
            home, "\n" + VHD + "\n " + ACCOUNT + " \n", true, "init", "--definition", DEFINITION);
    ProvisionRequest request = request(typed.out());
    assertThat(request.image().source()).isEqualTo(ImageSource.vhd(URI.create(VHD)));
    assertThat(request.pool().id().toString()).startsWith(ACCOUNT + "/pools/pool-");
    assertThat(typed.err())
        .startsWith("What the image comes from (vhd, virtualMachine, managedImage,")
        .endsWith("; Enter: vhd): Address of the VHD, a page blob: ARM id of the Batch account: ");
  }

  static Stream<Arguments> sources() {
    ArmId version = ArmId.parse(DEFINITION + "/versions/1.2.3");
    String community = "/CommunityGalleries/contoso-1f/Images/ubuntu/Versions/1.2.3";
    String shared = "/SharedGalleries/contoso-1f/Images/ubuntu/Versions/1.2.3";
    return Stream.of(
        Arguments.of("--vm", new ImageSource.VirtualMachine(MACHINE, false), MACHINE),
        Arguments.of("--managed-image", new ImageSource.ManagedImage(IMAGE), IMAGE),
        Arguments.of("--image-version", new ImageSource.GalleryImageVersion(version), version),
        Arguments.of(
            "--community-image",
            new ImageSource.CommunityImage(ImageReference.parse(community)),
            community),
        Arguments.of(
            "--shared-image", new ImageSource.SharedImage(ImageReference.parse(shared)), shared));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void anImageMayComeFromElsewhere(String option, ImageSource source, Object id) {
    var words = new ArrayList<>(List.of("init", option, id.toString(), "--account", ACCOUNT));
    if (!source.isPublished()) {
      words.addAll(List.of("--definition", DEFINITION));
    }
    Typed typed = Typed.words(home, words.toArray(String[]::new));

    assertThat(typed.exit()).as(typed.err()).isZero();
    ImageRequest image = request(typed.out()).image();
    assertThat(image.source()).isEqualTo(source);
    assertThat(image.definition() == null).isEqualTo(source.isPublished());
  }

  @ParameterizedTest
  @EnumSource
  void whoSitsAtATerminalSaysWhichKindItIs(SourceKind kind) {
    Typed typed = Typed.words(home, kind.type() + "\nan-id\n", true, "init");

    assertThat(typed.err()).contains(kind.question());
    assertThat(typed.out())
        .contains("type: " + kind.type() + "\n", ": \"an-id\"\n")
        .doesNotContain("\n\n\n");
    assertThat(typed.out().contains("definition:")).isEqualTo(!kind.isPublished());
  }

  @Test
  void aMachineMayBeGeneralized() {
    Typed typed =
        Typed.words(
            home,
            "init",
            "--vm=" + MACHINE,
            "--generalize",
            "--definition=" + DEFINITION,
            "--account=" + ACCOUNT);

    assertThat(request(typed.out()).image().source())
        .isEqualTo(new ImageSource.VirtualMachine(MACHINE, true));
  }

  @Test
  void theSasOfAVhdMayLieInAKeyVault() {
    Typed typed =
        Typed.words(
            home,
            "init",
            "--vhd=" + VHD,
            "--sas-secret-id=" + SECRET,
            "--definition=" + DEFINITION,
            "--account=" + ACCOUNT);

    assertThat(request(typed.out()).image().source())
        .isEqualTo(ImageSource.vhd(URI.create(VHD), new SecretId(SECRET)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init --generalize",
        "init --vm x --sas-secret-id y",
        "init --vhd https://a/b/c?sig=hunter2 --sas-secret-id y",
        "init --vhd x --vm y",
        "init --shared-image x --definition y"
      })
  void whatDoesNotGoTogetherIsSaid(String line) {
    Typed typed = Typed.words(home, line.split(" "));

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).isNotEmpty();
  }

  @Test
  void anUnknownKindIsNamed() {
    assertThat(Typed.words(home, "iso\n", true, "init").err())
        .contains("\"iso\" is no kind of source");
  }

  @Test
  void aPlaceholderIsAProblemWithItsPlace() {
    String draft = Typed.words(home, "init").out();
    assertThat(draft).contains("<account>", "<subscription>");
    for (String command : new String[] {"submit", "plan"}) {
      Typed typed = Typed.words(home, draft, false, command, "-");
      assertThat(typed.exit()).isEqualTo(2);
      assertThat(typed.err().lines())
          .filteredOn(line -> line.matches(" {2}/.*"))
          .containsExactly("  /image/source/url", "  /image/definition", "  /pool/id");
    }
  }

  @Test
  void twoDraftsAreTwoJobs() {
    assertThat(Typed.words(home, "init").out()).isNotEqualTo(Typed.words(home, "init").out());
  }

  @Test
  void aFileIsWrittenForItsOwnerAloneAndNeverOverwritten() throws IOException {
    Path file = home.resolve("r.yaml");
    Typed first = Typed.words(home, "init", file.toString());
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).isEmpty();
    assertThat(first.err()).contains("Fill in", "poolwright plan " + file);
    String written = Files.readString(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Typed second = Typed.words(home, "init", file.toString());
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.err()).contains("is there already");
    assertThat(file).hasContent(written);
    Typed nowhere = Typed.words(home, "init", home.resolve("no/r.yaml").toString());
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("cannot be written");
  }
}
