package io.poolwright.worker.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolwright.contracts.Secret;
import io.poolwright.worker.engine.WakeupCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an earlier version has left in containers and queues is read for ever. */
class GoldenFilesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyGoldenFileIsReadByTheCurrentCode(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (file.getFileName().toString().split("-", 2)[0]) {
      case "job" -> assertThat(documents().read(bytes)).isNotNull();
      case "wakeup" ->
          assertThat(WakeupCodec.decode(withoutLastLineEnd(bytes)))
              .isInstanceOf(WakeupCodec.Decoded.Valid.class);
      case "ledger.json" -> assertThat(new LedgerDocuments().read(bytes)).isNotNull();
      default -> throw new AssertionError("no code reads " + file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wakeup-first.json", "wakeup-longest.json"})
  void wakeUpsOfVersionOneAreWrittenAlike(String name) throws IOException {
    byte[] golden = withoutLastLineEnd(Files.readAllBytes(GOLDEN.resolve("v1").resolve(name)));

    var read = (WakeupCodec.Decoded.Valid) WakeupCodec.decode(golden);

    assertThat(WakeupCodec.encode(read.wakeup())).isEqualTo(golden);
  }

  /** A file has one, a message has none. */
  private static byte[] withoutLastLineEnd(byte[] file) {
    return new String(file, UTF_8).stripTrailing().getBytes(UTF_8);
  }

  private static JobDocuments documents() {
    var key = new Secret(Base64.getEncoder().encodeToString(new byte[32]));
    return new JobDocuments(SecretBox.of(key, new SameBytes()));
  }
}
