package io.poolwright.worker.servicebus;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {
  private static final String SIGNATURE = "hunter2%2Bplus%3D";

  @Test
  void ordinaryTextStaysAsItIs() {
    String body = "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"nightly-42\",\"revision\":7}";
    assertThat(Preview.of(body, 160)).isEqualTo(body);
    assertThat(Preview.of("Send this one under another id. größer 😀", 160))
        .isEqualTo("Send this one under another id. größer 😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sas\":\"sv=2024&sig=%s\"}",
        "{ \"sas\" : \"%s\" }",
        "{'sas': '%s'}",
        "{\\\"sas\\\":\\\"%s\\\"}",
        "not json at all sv=2024&SIG=%s",
        "https://a.blob.core.windows.net/v/d.vhd?sp=r&sig=%s",
        "https://f.azurewebsites.net/api/x?code=%s",
        "sv%%3D2024%%26sig%%3D%s",
        "sig%%253D%s",
        "&amp;sig=%s",
        "\\u0026sig\\u003d%s",
        "\\u0073\\u0069\\u0067=%s",
        "s\u0000i\u0000g\u0000=%s",
        "s\u202eig\u200b=%s",
        "<sas>sig=%s</sas>",
        "AccountKey=%s",
        "Endpoint=sb://n/;SharedAccessKeyName=x;SharedAccessKey=%s",
        "\"password\":\"%s\"",
        "client_secret: %s",
        "Authorization: Bearer %s",
        "signature =\n %s"
      })
  void nothingOfASecretIsShown(String text) {
    String shown = Preview.of("before it " + text.formatted(SIGNATURE), 160);

    assertThat(shown).startsWith("before it").endsWith("***").doesNotContain("hunter", "plus");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQi",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq==",
        "aB3%2BaB3%2BaB3%2BaB3%2BaB3%2BaB3%2BaB3%2BaB3%2B"
      })
  void whatOnlyLooksLikeASecretIsNotShownEither(String secret) {
    assertThat(Preview.of("noise " + secret, 160)).isEqualTo("noise ***");
  }

  @Test
  void aSecretIsRecognizedBeforeTheTextIsCut() {
    String text = "x ".repeat(70) + "sig=" + SIGNATURE;

    assertThat(Preview.of(text, 146)).endsWith("sig=*…");
  }

  @Test
  void anotherEncodingHidesNothing() {
    String text = new String("{\"sas\":\"sig=hunter2\"}".getBytes(UTF_16LE), UTF_8);

    assertThat(Preview.of(text, 160)).isEqualTo("{\"sas\":***");
  }

  @Test
  void nothingMovesTheCursorTheDirectionOrTheLine() {
    assertThat(Preview.of("a\r\n\t b\u001b[2J\u0007\u202e\u2028\ud800\u0000c\u009b31m", 160))
        .isEqualTo("a b[2Jc31m");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(Preview.of("word ".repeat(1_000_000), 12)).isEqualTo("word word w…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "_a", "sig", "\\u", "%25", "a-key"})
  @Timeout(60)
  void noTextTakesLong(String piece) {
    String text = piece.repeat(300_000);

    assertThat(Preview.of(text, 160)).hasSizeLessThan(170);
  }
}
