package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSchemaTest {
  /** What has a default on the wire, though the record always has it. */
  private static final Set<String> DEFAULTED =
      Set.of(
          "version",
          "onFailure",
          "generalize",
          "keepStagedVhd",
          "createDefinition",
          "fallbacks",
          "lowPriority");

  static Stream<BadRequest> refused() {
    return BadRequest.all().filter(BadRequest::schemaTells);
  }

  static Stream<BadRequest> beyondASchema() {
    return BadRequest.all().filter(bad -> !bad.schemaTells());
  }

  @Test
  void isAValidSchema() {
    assertThat(Schemas.errors(Schemas.META, Schemas.REQUEST)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatTheReaderRefuses(BadRequest bad) {
    assertThat(Schemas.errors(Schemas.REQUEST, bad.document())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("beyondASchema")
  void leavesTheRestToTheReader(BadRequest bad) {
    assertThat(Schemas.errors(Schemas.REQUEST, bad.document())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request-provision.json",
        "request-provision-least.json",
        "request-provision-newer.json",
        "request-provision-create-definition.json",
        "request-provision-virtual-machine.json",
        "request-provision-managed-image.json",
        "request-provision-sas-secret.json",
        "request-provision-gallery-image-version.json",
        "request-provision-community-gallery-image.json",
        "request-provision-shared-gallery-image.json",
        "request-cancel.json"
      })
  void takesTheGoldenFiles(String name) {
    assertValid(Documents.golden(name));
  }

  @Test
  void itsExamplesAreValid() {
    assertThat(Schemas.REQUEST.path("examples")).hasSize(2).allSatisfy(this::assertValid);
  }

  private void assertValid(JsonNode request) {
    assertThat(Schemas.errors(Schemas.REQUEST, request)).isEmpty();
    assertThat(Documents.decode(request)).isInstanceOf(Decoded.Valid.class);
  }

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of("provision", ProvisionRequest.class, true),
        Arguments.of("cancel", CancelRequest.class, true),
        Arguments.of("image", ImageRequest.class, false),
        Arguments.of("vhd", ImageSource.Vhd.class, true),
        Arguments.of("virtualMachine", ImageSource.VirtualMachine.class, true),
        Arguments.of("managedImage", ImageSource.ManagedImage.class, true),
        Arguments.of("galleryImageVersion", ImageSource.GalleryImageVersion.class, true),
        Arguments.of("communityGalleryImage", ImageSource.CommunityImage.class, true),
        Arguments.of("sharedGalleryImage", ImageSource.SharedImage.class, true),
        Arguments.of("pool", PoolRequest.class, false),
        Arguments.of("poolFallback", PoolFallback.class, false));
  }

  @ParameterizedTest
  @MethodSource("records")
  void hasWhatTheRecordHasAndNothingElse(String name, Class<?> type, boolean isTyped) {
    JsonNode definition = Schemas.REQUEST.at("/$defs/" + name);
    Set<String> properties = Schemas.components(type);
    Set<String> required = new TreeSet<>(Schemas.neverNull(type));
    required.removeAll(DEFAULTED);
    if (isTyped) {
      properties.add("type");
      required.add("type");
    }

    assertThat(Schemas.properties(definition)).isEqualTo(properties);
    assertThat(Schemas.texts(definition.path("required"))).isEqualTo(required);
    assertThat(definition.path("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void itsWordsAndPatternsAreThoseOfTheCode() {
    assertThat(Schemas.texts(Schemas.REQUEST.at("/$defs/image/properties/osType/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(OsType.values()).map(OsType::azureName).toList());
    assertThat(Schemas.texts(Schemas.REQUEST.at("/$defs/image/properties/hyperVGeneration/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(HyperVGeneration.values()).map(Enum::name).toList());
    assertThat(Schemas.texts(Schemas.REQUEST.at("/$defs/provision/properties/onFailure/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(OnFailure.values()).map(OnFailure::wireName).toList());
    assertThat(Schemas.REQUEST.at("/$defs/jobId/pattern").textValue()).isEqualTo(JobId.PATTERN);
    JsonNode secretId = Schemas.REQUEST.at("/$defs/vhd/properties/sasSecretId");
    assertThat(secretId.path("pattern").textValue()).isEqualTo(SecretId.PATTERN);
    assertThat(secretId.path("maxLength").intValue()).isEqualTo(SecretId.LONGEST);
  }

  @Test
  void everyPropertyIsDescribed() {
    assertThat(Schemas.REQUEST.path("$defs")).isNotEmpty();
    for (JsonNode properties : Schemas.REQUEST.findValues("properties")) {
      properties
          .properties()
          .forEach(property -> assertDescribed(property.getKey(), property.getValue()));
    }
  }

  private static void assertDescribed(String name, JsonNode property) {
    String target = property.path("$ref").asText("#").substring(1);
    boolean isDescribed =
        property.isBoolean()
            || property.path("type").isObject()
            || property.has("description")
            || Schemas.REQUEST.at(target).has("description");
    assertThat(isDescribed).as(name).isTrue();
  }
}
