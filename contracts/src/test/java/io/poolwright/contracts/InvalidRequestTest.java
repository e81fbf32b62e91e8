package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidRequestTest {
  static Stream<BadRequest> badRequests() {
    return BadRequest.all();
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void whatIsWrongIsNamedAtItsPlaceAndNothingElseIs(BadRequest bad) {
    assertThat(problems(bad.document())).extracting(Problem::pointer).containsOnly(bad.pointer());
  }

  @Test
  void theAnswerGoesToTheJobThatAsked() {
    assertThat(Documents.decode(Documents.without("/pool")))
        .isInstanceOfSatisfying(
            Decoded.Invalid.class,
            invalid -> assertThat(invalid.jobId()).isEqualTo(new JobId("team-a.nightly-42")));
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    ObjectNode document = Documents.with("/image", "{\"osType\":\"Plan9\",\"extra\":1}");
    document.put("onFailure", "panic").put("deadline", "soon");
    document.withObject("/pool/properties").removeAll();

    assertThat(problems(document))
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/image/source",
            "/image/osType",
            "/image/hyperVGeneration",
            "/image/definition",
            "/image/extra",
            "/pool/properties/vmSize",
            "/pool/properties/scaleSettings",
            "/pool/properties/deploymentConfiguration",
            "/deadline",
            "/onFailure");
  }

  @Test
  void oneUrlCanHaveSeveralProblems() {
    ObjectNode document = Documents.withText("/image/source/url", "ftp://me@host.example/x?a#b");

    assertThat(problems(document)).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "/image/ostype, osType",
    "/image/hyperVgen, ",
    "/image/hyperVGenertion, hyperVGeneration",
    "/image/source/sass, sas",
    "/onfailure, onFailure",
    "/dedline, deadline",
    "/properties, ",
  })
  void anUnknownPropertyIsAnsweredWithTheNearestKnownOne(String pointer, String nearest) {
    Problem problem = problems(Documents.with(pointer, "1")).get(0);

    assertThat(problem.problem()).contains(pointer.substring(pointer.lastIndexOf('/') + 1));
    if (nearest == null) {
      assertThat(problem.remedy()).doesNotContain("did you mean");
    } else {
      assertThat(problem.remedy()).contains("did you mean \"" + nearest + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/image/osType, linux, Linux",
    "/onFailure, rolback, rollBack",
    "/type, io.poolwright.provision.v2, io.poolwright.provision.v1",
    "/type, io.poolwright.cancle.v1, io.poolwright.cancel.v1",
  })
  void anUnknownWordIsAnsweredWithTheNearestKnownOne(String at, String word, String nearest) {
    assertThat(problems(Documents.withText(at, word)))
        .singleElement()
        .extracting(Problem::remedy)
        .asString()
        .contains("did you mean \"" + nearest + "\"");
  }

  @Test
  void anUnknownTypeIsAnsweredWithTheKnownOnes() {
    assertThat(problems(Documents.withText("/type", "make.me.a.sandwich")))
        .singleElement()
        .extracting(Problem::remedy)
        .asString()
        .contains(ProvisionRequest.TYPE, CancelRequest.TYPE);
  }

  @Test
  void aCancelRequestMayHaveNothingElse() {
    ObjectNode document = (ObjectNode) Documents.golden("request-cancel.json");
    document.put("force", true);

    assertThat(problems(document)).extracting(Problem::pointer).containsExactly("/force");
  }

  @Test
  void nineThousandUnknownKeysGiveAnAnswerThatFitsIntoAnEvent() {
    ObjectNode document = Documents.provision();
    for (int i = 0; i < 9_000; i++) {
      document.put("key" + i, i);
    }

    assertThat(problems(document))
        .hasSize(101)
        .last()
        .satisfies(last -> assertThat(last.problem()).startsWith("8900 more"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\u001b[31mred", "a\u202eb", "\u0000", "\u2028"})
  void whatCouldForgeALogLineIsShownEscaped(String forged) {
    ObjectNode document = Documents.withText("/image/osType", forged);
    document.put(forged, 1);

    assertThat(problems(document))
        .hasSize(2)
        .allSatisfy(
            problem -> {
              assertThat(problem.toString()).contains("\\u");
              assertThat(problem.toString().codePoints())
                  .noneMatch(c -> Character.isISOControl(c) || c == 0x202e || c == 0x2028);
            });
  }

  @Test
  void whatWasFoundIsShownShort() {
    ObjectNode document = Documents.withText("/image/osType", "Lin ux".repeat(10_000));
    document.put("k ey".repeat(10_000), 1);

    assertThat(problems(document))
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem.toString()).hasSizeLessThan(300));
  }

  private static List<Problem> problems(ObjectNode document) {
    Decoded decoded = Documents.decode(document);
    assertThat(decoded).isInstanceOf(Decoded.Invalid.class);
    return ((Decoded.Invalid) decoded).problems();
  }
}
