package io.poolwright.contracts;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableRequestTest {
  private static final String JOB = "\"jobId\":\"j\"";

  @ParameterizedTest
  @MethodSource({"encodings", "documents", "numbers", "strangers"})
  void isRefusedWithAReasonAndOnePlainLine(byte[] body, String reason) {
    assertThat(RequestCodec.decode(body))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class,
            unreadable -> {
              assertThat(unreadable.reason()).isEqualTo(reason);
              assertThat(unreadable.description())
                  .isNotBlank()
                  .hasSizeLessThan(250)
                  .doesNotContain("hush", "\n", "\r", "\u001b", "\u0000");
            });
  }

  static Stream<Arguments> encodings() throws IOException {
    byte[] loneInUtf8 = ("{" + JOB + ",\"x\":\"???\"}").getBytes(UTF_8);
    loneInUtf8[loneInUtf8.length - 5] = (byte) 0xed;
    loneInUtf8[loneInUtf8.length - 4] = (byte) 0xa0;
    loneInUtf8[loneInUtf8.length - 3] = (byte) 0x80;
    return Stream.of(
        argumentSet("no bytes", new byte[0], "Empty"),
        text("white space only", " \n\t", "Empty"),
        text("256 KB and one byte", " ".repeat(256 * 1024) + "1", "MessageTooLarge"),
        argumentSet("a gzip bomb", bomb(), "Compressed"),
        text("a byte order mark", "\ufeff{" + JOB + "}", "ByteOrderMark"),
        argumentSet("UTF-16", ("{" + JOB + "}").getBytes(UTF_16), "NotUtf8"),
        argumentSet("Latin-1", new byte[] {'{', '"', (byte) 0xe9, '"', '}'}, "NotUtf8"),
        argumentSet("overlong slash", new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}, "NotUtf8"),
        argumentSet("surrogate in UTF-8", loneInUtf8, "NotUtf8"),
        text("lone surrogate", member("\"x\":\"\\ud83d\""), "LoneSurrogate"),
        text("lone surrogate in a key", member("\"\\udc00\":1"), "LoneSurrogate"));
  }

  static Stream<Arguments> documents() {
    String manyKeys =
        IntStream.range(0, 20_001)
            .mapToObj(i -> "\"" + i + "\":1")
            .collect(Collectors.joining(","));
    return Stream.of(
        text("plain text", "please make a pool", "NotJson"),
        text("a secret that is no JSON", "{" + JOB + ",\"sas\": hush=hush}", "NotJson"),
        text("half a document", "{" + JOB, "NotJson"),
        text("a raw line break in a text", "{\"jobId\":\"a\nb\"}", "NotJson"),
        text("a comment", "{" + JOB + "/* hush */}", "NotJson"),
        text("a comma too many", "{" + JOB + ",}", "NotJson"),
        text("single quotes", "{'jobId':'j'}", "NotJson"),
        text("NaN", member("\"x\":NaN"), "NotJson"),
        text("an array", "[{" + JOB + "}]", "NotAnObject"),
        text("a text", "\"hush\"", "NotAnObject"),
        text("null", "null", "NotAnObject"),
        text("10,000 deep", member("\"x\":" + "[".repeat(10_000)), "TooDeep"),
        text("65 deep", member("\"x\":" + "[".repeat(64) + "]".repeat(64)), "TooDeep"),
        text("20,001 keys", member(manyKeys), "TooManyValues"),
        text("a key twice", "{" + JOB + "," + JOB + "}", "DuplicateKey"),
        text("a key twice, escaped", "{" + JOB + ",\"job\\u0049d\":\"k\"}", "DuplicateKey"),
        text("a key twice, deep", member("\"x\":[{\"a\":1,\"a\":2}]"), "DuplicateKey"),
        text("a second document", "{" + JOB + "} {\"jobId\":\"k\"}", "TrailingContent"),
        text("rubbish behind", "{" + JOB + "} hush", "TrailingContent"));
  }

  static Stream<Arguments> numbers() {
    return Stream.of("1e999999", "-1e999999", "1e-999999", "1e99999999999", "9".repeat(100_000))
        .map(n -> text(n.length() > 20 ? "huge" : n, member("\"x\":" + n), "NumberOutOfRange"));
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        text("no job id", "{}", "NoJobId"),
        text("no job id but a known type", "{\"type\":\"io.poolwright.cancel.v1\"}", "NoJobId"),
        text("a job id that is a number", "{\"jobId\":42}", "NoJobId"),
        text("an empty job id", "{\"jobId\":\"\"}", "NoJobId"),
        text("a job id as a path", "{\"jobId\":\"../x\"}", "NoJobId"),
        text("a job id with a line break", "{\"jobId\":\"a\\nb\"}", "NoJobId"),
        text("a job id that ends a line", "{\"jobId\":\"a\\n\"}", "NoJobId"),
        text("a job id in red", "{\"jobId\":\"\\u001b[31mred\"}", "NoJobId"),
        text("a job id with NUL", "{\"jobId\":\"a\\u0000\"}", "NoJobId"),
        text("a job id of 101", "{\"jobId\":\"" + "a".repeat(101) + "\"}", "NoJobId"),
        text("a job id that is a SAS", "{\"jobId\":\"?sv=1&sig=hush\"}", "NoJobId"),
        text("a stranger", "{\"type\":\"org.example.v1\",\"jobId\":\"?\"}", "UnknownType"));
  }

  private static String member(String member) {
    return "{" + JOB + "," + member + "}";
  }

  private static Arguments text(String name, String body, String reason) {
    return argumentSet(name, body.getBytes(UTF_8), reason);
  }

  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[50_000_000]);
    }
    return bytes.toByteArray();
  }
}
