package io.poolwright.localazure.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sig=SECRET&sv=1",
        "sv=1&SIG=SECRET%2B%3D",
        "http://127.0.0.1/c/b?sp=r&sig=SECRET",
        "source=http%3A%2F%2Fa%2Fb%3Fsp%3Dr%26sig%3DSECRET&x=1",
        "AccountName=a;AccountKey=SECRET==;BlobEndpoint=http://127.0.0.1",
        "grant_type=x&client_secret=SECRET",
        "{\"uri\":\"http://127.0.0.1/a?sig=SECRET\"}"
      })
  void noSignatureIsLeft(String text) {
    assertThat(Secrets.masked(text)).contains("***").doesNotContain("SECRET");
  }

  @Test
  void whatOnlyLooksLikeOneStays() {
    assertThat(Secrets.masked("design=1&sigma=2")).isEqualTo("design=1&sigma=2");
  }

  @Test
  void credentialsAreLeftOut() {
    var headers = List.of(new Header("Authorization", "Bearer x"), new Header("X-A", "1"));
    assertThat(Secrets.masked(headers)).containsOnlyKeys("x-a");
  }
}
