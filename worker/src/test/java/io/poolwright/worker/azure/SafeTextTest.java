package io.poolwright.worker.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void aQueryIsRemovedFromEveryUrl() {
    assertThat(SafeText.of("from https://a/b?sig=1 to http://c/d?x=y, done"))
        .isEqualTo("from https://a/b to http://c/d done");
  }

  @Test
  void whatLooksLikeAKeyOrATokenIsStarredOutsideOfUrlsToo() {
    assertThat(SafeText.of("AccountKey=abc==;Endpoint=e")).isEqualTo("AccountKey=***;Endpoint=e");
    assertThat(SafeText.of("Bearer eyJ0eXAiOiJKV1Qi.eyJhdWQi.c2ln")).isEqualTo("Bearer ***");
    assertThat(SafeText.of("se=2026&sig=abc%2F&sp=r")).isEqualTo("se=2026&sig=***&sp=r");
  }

  @Test
  void controlCharactersAndWhatTurnsOrBreaksALineAreEscaped() {
    assertThat(SafeText.of("a\nb\r\u001b[31mc\u202ed\u2028e\ud800f"))
        .isEqualTo("a\\nb\\r\\u001b[31mc\\u202ed\\u2028e\\ud800f");
  }

  @Test
  void aCutNeverSplitsACharacter() {
    String cut = SafeText.of("x".repeat(SafeText.MAX - 2) + "😀😀");
    assertThat(cut).isEqualTo("x".repeat(SafeText.MAX - 2) + "…");
  }
}
