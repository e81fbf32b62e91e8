package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.blob.core.windows.net/c/b",
        "http://127.0.0.2/c/b",
        "http://localhost.evil.example/c/b",
        "http://[::1]/c/b",
        "http://2130706433/c/b",
        "HTTP://169.254.169.254/metadata/instance",
        "file:///etc/passwd",
        "ftp://example.net/c/b",
        "//example.net/c/b",
        "/c/b",
        "example.net/c/b",
        "https:c/b",
        "https:///c/b",
        "https://user@example.net/c/b",
        "https://user:word@example.net/c/b",
        "https://example.net@evil.example/c/b",
        "https://example.net\\@evil.example/c/b",
        "https://example.net\\c\\b",
        "https://evil.example#.blob.core.windows.net/c/b",
        "https://evil.example?.blob.core.windows.net/c/b",
        "https://example.net./c/b",
        "https://ex\u0430mple.net/c/b",
        "https://example.net\u3002evil.example/c/b",
        "https://under_score.example/c/b",
        "https://example.net:99999/c/b",
        "https://example.net:port/c/b",
        "https://[::ffff:10.0.0.1/c/b",
        "https://example.net/c/b\r\nHost: evil.example",
        "https://example.net/c/b%0d%0aHost:x",
        "https://example.net/c/b%00.vhd",
        "https://example.net/c/b c",
        "https://example.net/c/\tb",
        "https://example.net/c/b\u202edhv",
        "https://example.net",
        "https://example.net/",
        "https://example.net/blob",
        "https://example.net/container/",
        "https://example.net//b",
        "https://example.net/c/../d/b",
        "https://example.net/c/./b",
        "https://example.net/c/%2e%2e/b",
        "https://example.net/c%2fb/x",
        "https://example.net/c/%252e%252e/b",
        "https://example.net/c/b?sv=1&sig=x",
        "https://example.net/c/b?",
        "https://example.net/c/b#",
        "https://example.net/c/{b}",
        "https://example.net/c/100%",
        "",
      })
  void isRefusedForItsShape(String url) {
    assertThat(Documents.decode(Documents.withText("/image/source/url", url)))
        .isInstanceOfSatisfying(
            Decoded.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .extracting(Problem::pointer)
                    .containsOnly("/image/source/url"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.blob.core.windows.net/vhds/a.vhd",
        "https://example.z12.blob.storage.azure.net/vhds/deep/er/a.vhd",
        "https://example.blob.core.windows.net/$root/a.vhd",
        "https://example.blob.core.windows.net:443/vhds/a%20b.vhd",
        "https://example.blob.core.windows.net/vhds/a..b.vhd",
        "http://127.0.0.1:10000/devstoreaccount1/vhds/a.vhd",
        "http://localhost:10000/devstoreaccount1/vhds/a.vhd",
      })
  void hasAShapeThatIsTaken(String url) {
    assertThat(Documents.decode(Documents.withText("/image/source/url", url)))
        .isInstanceOf(Decoded.Valid.class);
  }
}
