package io.poolwright.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever others were told to send, and have been sent, is read for ever. */
class GoldenFilesTest {
  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyGoldenFileIsReadByTheCurrentCode(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (file.getFileName().toString().split("-", 2)[0]) {
      case "event" ->
          assertThat(CloudEvent.fromJson(Files.readString(file)).toJobEvent()).isNotNull();
      case "request" -> assertThat(RequestCodec.decode(bytes)).isInstanceOf(Decoded.Valid.class);
      default -> throw new AssertionError("no code reads " + file);
    }
  }
}
