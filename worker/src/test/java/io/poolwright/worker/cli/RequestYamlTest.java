package io.poolwright.worker.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.RequestCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestYamlTest {
  private static String json(String yaml) {
    return new String(RequestYaml.toJson(yaml.getBytes(UTF_8), "r.yaml"), UTF_8);
  }

  private static String reason(byte[] text) {
    Decoded decoded = RequestCodec.decode(RequestYaml.toJson(text, "r.yaml"));
    return decoded instanceof Decoded.Unreadable unreadable ? unreadable.reason() : "";
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\" :1.50}\n", " \t\r\n{ \"a\":1e2 }", "{a: no JSON}", "", " \n"})
  void jsonStaysByteByByte(String text) {
    assertThat(json(text)).isEqualTo(text);
  }

  @Test
  void yamlKeepsTypesAndDigits() {
    assertThat(
            json(
                "# why\na:\n  - 1.50\n  - 99999999999999999999\n  - PT6H\n  - true\n  - ~\nb: \"1\"\n"))
        .isEqualTo("{\"a\":[1.50,99999999999999999999,\"PT6H\",true,null],\"b\":\"1\"}");
    assertThat(json("at: 2030-01-31T12:00:00Z\nversion: 1.2.3\n"))
        .isEqualTo("{\"at\":\"2030-01-31T12:00:00Z\",\"version\":\"1.2.3\"}");
  }

  @Test
  void whatTwoReadersCouldReadApartIsRefusedAsInJson() {
    assertThat(reason("jobId: a\njobId: b\n".getBytes(UTF_8))).isEqualTo("DuplicateKey");
    assertThat(reason("jobId: a\n---\njobId: b\n".getBytes(UTF_8))).isEqualTo("TrailingContent");
    assertThat(reason("# nothing\n".getBytes(UTF_8))).isEqualTo("Empty");
    assertThat(reason("- jobId\n".getBytes(UTF_8))).isEqualTo("NotAnObject");
    assertThat(reason("jobId: é\n".getBytes(ISO_8859_1))).isEqualTo("NotUtf8");
    assertThat(reason("\ufeffjobId: a\n".getBytes(UTF_8))).isEqualTo("ByteOrderMark");
    assertThat(reason(new byte[] {0x1f, (byte) 0x8b, 8})).isEqualTo("Compressed");
    assertThat(reason(("a: " + "[".repeat(90) + "]".repeat(90)).getBytes(UTF_8)))
        .isEqualTo("TooDeep");
  }

  @Test
  void anAliasIsRefusedWhereItStands() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> json("a: &x 1\nb: *x\n"))
        .withMessage("r.yaml has an alias in line 2; write out what it stands for.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobId: a\nsas: [sig=canary\n",
        "jobId: a\nsas: \"sig=canary\n",
        "jobId: a\n\tsas: sig=canary\n",
        "jobId: a\nsas: sig=canary: x\n",
        "jobId: a\n? [sig=canary]\n: b\n",
        "jobId: a\n\u0001sig=canary: b\n"
      })
  void whatIsWrongInYamlIsToldByItsLineAndNotQuoted(String yaml) {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> json(yaml))
        .satisfies(failed -> assertThat(failed.exit()).isEqualTo(Exit.WRONG_REQUEST))
        .withMessageStartingWith("r.yaml is neither JSON nor YAML")
        .withMessageNotContaining("canary")
        .withNoCause();
  }
}
