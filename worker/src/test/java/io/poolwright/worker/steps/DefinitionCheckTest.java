package io.poolwright.worker.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.OnFailure;
import io.poolwright.contracts.Problem;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.job.Jobs;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A definition that is not there, and what the request says of it. */
class DefinitionCheckTest {
  private static final ArmId GALLERY = Jobs.DEFINITION.parent().orElseThrow();

  private final Findings findings = new Findings();
  private Optional<String> gallery = Optional.of("northeurope");

  /** A gallery without definitions, or not even that. */
  private Object answered(String method) {
    return switch (method) {
      case "imageDefinition" -> Optional.empty();
      case "galleryRegion" -> gallery;
      default -> throw new AssertionError(method + " was called");
    };
  }

  private Optional<ImageDefinition> check(String name, boolean creates, Optional<Nodes> nodes) {
    Arm arm =
        (Arm)
            Proxy.newProxyInstance(
                Arm.class.getClassLoader(),
                new Class<?>[] {Arm.class},
                (proxy, method, arguments) -> answered(method.getName()));
    ProvisionRequest plain = Jobs.request("job", OnFailure.ROLL_BACK);
    ImageRequest image = plain.image();
    ArmId id = GALLERY.child("images", name);
    var request =
        new ProvisionRequest(
            plain.jobId(),
            new ImageRequest(
                image.source(),
                image.osType(),
                image.hyperVGeneration(),
                id,
                image.version(),
                false,
                creates),
            plain.pool(),
            null,
            OnFailure.ROLL_BACK);
    return new DefinitionCheck(arm).check(request, id, nodes, findings);
  }

  private static VmSize size(String architecture) {
    var capabilities = new Features(Map.of("CpuArchitectureType", architecture));
    return new VmSize("any", 2, "f", Set.of(), capabilities);
  }

  @Test
  void itIsAProblemThatTellsHowToLetTheJobCreateIt() {
    assertThat(check("none", false, Optional.empty())).isEmpty();
    assertThat(findings.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.remedy()).contains("createDefinition"));
  }

  @Test
  void itIsPlannedWhereTheGalleryIsAsTheRequestSays() {
    ImageDefinition planned = check("none", true, Optional.empty()).orElseThrow();
    ImageRequest image = Jobs.request("job", OnFailure.ROLL_BACK).image();
    assertThat(planned.location()).isEqualTo("northeurope");
    assertThat(planned.osType()).isEqualTo(image.osType());
    assertThat(planned.generation()).isEqualTo(image.hyperVGeneration());
    assertThat(planned.architecture()).isNull();
    assertThat(findings.isEmpty()).isTrue();
  }

  @Test
  void itIsForTheArchitectureOfThePoolsOwnSize() {
    String other = "/pool/fallbacks/0/vmSize";
    var nodes = new Nodes("westeurope", Map.of(Nodes.VM_SIZE, size("Arm64"), other, size("x64")));
    assertThat(check("none", true, Optional.of(nodes)).map(ImageDefinition::architecture))
        .contains("Arm64");
    assertThat(findings.problems()).extracting(Problem::pointer).containsExactly(other);
  }

  @Test
  void withoutItsGalleryItCannotBeCreated() {
    gallery = Optional.empty();
    assertThat(check("none", true, Optional.empty())).isEmpty();
    assertThat(findings.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.problem()).contains("gallery"));
  }

  @Test
  void itsNameMustBeOneThatComputeTakes() {
    for (String bad : List.of("ends-", "n".repeat(65))) {
      check(bad, true, Optional.empty());
    }
    assertThat(findings.problems()).hasSize(2);
    check("n".repeat(64), true, Optional.empty());
    check("a", true, Optional.empty());
    assertThat(findings.problems()).hasSize(2);
  }
}
