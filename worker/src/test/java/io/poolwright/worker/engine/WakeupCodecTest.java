package io.poolwright.worker.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.JobId;
import io.poolwright.worker.engine.WakeupCodec.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakeupCodecTest {
  private static final String VERSION_1 =
      "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"nightly-42\",\"revision\":7}";

  @Test
  void versionOneLooksLikeThisForEver() {
    var wakeup = new Wakeup(new JobId("nightly-42"), 7);

    assertThat(new String(WakeupCodec.encode(wakeup), UTF_8)).isEqualTo(VERSION_1);
    assertThat(decode(VERSION_1)).isEqualTo(new Decoded.Valid(wakeup));
  }

  @Test
  void theLongestWakeupFitsIntoTheBound() {
    var longest = new Wakeup(new JobId("j".repeat(100)), 999_999_999_999_999_999L);

    assertThat(WakeupCodec.decode(WakeupCodec.encode(longest)))
        .isEqualTo(new Decoded.Valid(longest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "not json",
        "{\"type\":\"io.poolwright.wakeup.v2\",\"jobId\":\"a\",\"revision\":1}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"../a\",\"revision\":1}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\\n\",\"revision\":1}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":0}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":-1}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":1e9}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":9223372036854775808}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":1,\"revision\":2}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":1,\"@class\":\"x\"}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":1}{}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":1}\n",
        "\uFEFF{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":1}",
        "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"a\",\"revision\":\"1\"}"
      })
  void whatNoWorkerWritesIsMalformed(String body) {
    assertThat(decode(body)).isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void aJobIdOfOneHundredAndOneCharactersIsMalformed() {
    String body = VERSION_1.replace("nightly-42", "j".repeat(101));

    assertThat(decode(body)).isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    byte[] body = VERSION_1.getBytes(UTF_8);
    body[45] = (byte) 0xff;

    assertThat(WakeupCodec.decode(body)).isEqualTo(new Decoded.Malformed("not UTF-8"));
  }

  @Test
  void aHugeBodyIsRefusedByItsLengthAndNotQuoted() {
    var secret = "sig=secret".repeat(100_000);

    assertThat(decode(secret))
        .isEqualTo(new Decoded.Malformed("a wake-up has at most 256 bytes, this has 1000000"));
  }

  private static Decoded decode(String body) {
    return WakeupCodec.decode(body.getBytes(UTF_8));
  }
}
