package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** People paste secrets into any field; no answer may hand one on. */
class NoSecretIsEchoedTest {
  private static final String CANARY = "c4n4ry";

  static Stream<String> fields() {
    return Stream.of(
        "/type",
        "/image/source/type",
        "/image/source/url",
        "/image/source/sasSecretId",
        "/image/osType",
        "/image/hyperVGeneration",
        "/image/definition",
        "/image/version",
        "/pool/id",
        "/pool/properties/metadata",
        "/pool/properties/scaleSettings",
        "/deadline",
        "/onFailure",
        "/unknown");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aSasInThisField(String pointer) {
    assertHidden(Documents.withText(pointer, "sv=2024-11-04&sig=" + CANARY));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aUrlWithASasInThisField(String pointer) {
    String url = "https://example.blob.core.windows.net/c/b.vhd?SIG%3D" + CANARY;
    assertHidden(Documents.withText(pointer, url));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void anAccountKeyInThisField(String pointer) {
    assertHidden(Documents.withText(pointer, CANARY + "Zm9v".repeat(20) + "=="));
  }

  static Stream<ObjectNode> oddPlaces() {
    String sas = "sv=1&sig=" + CANARY;
    return Stream.of(
        Documents.provision().put(sas, "a key"),
        Documents.provision().put("Bearer " + CANARY, "a key"),
        Documents.withText("/image/source/sas", "sv=1&nosig=" + CANARY),
        Documents.withText("/image/source/sas", sas + " "),
        Documents.withText("/image/source/url", "https://u:" + CANARY + "@example.net/c/b"),
        Documents.withText("/image/source/url", "https://example.net/c/b#" + CANARY),
        Documents.withText("/image/source/url", "https://[" + CANARY));
  }

  @ParameterizedTest
  @MethodSource("oddPlaces")
  void orSomewhereElse(ObjectNode document) {
    assertHidden(document);
  }

  private static void assertHidden(ObjectNode document) {
    assertThat(Documents.decode(document)).isInstanceOf(Decoded.Invalid.class);
    assertThat(Documents.decode(document).toString()).doesNotContain(CANARY);
  }
}
