package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Surefire's working directory is the module's. */
class SchemaCommandTest {
  private static final Path SCHEMAS =
      Path.of("../contracts/src/main/resources/io/poolwright/contracts");

  @TempDir private Path home;

  private String schema(String... subject) {
    String[] words = {"schema", String.join("", subject)};
    return Typed.words(home, subject.length == 0 ? new String[] {"schema"} : words).out();
  }

  @Test
  void itIsExactlyTheFile() throws IOException {
    String request = Files.readString(SCHEMAS.resolve("request-v1.schema.json"));
    assertThat(schema()).isEqualTo(request);
    assertThat(schema("request")).isEqualTo(request);
    assertThat(schema("event"))
        .isEqualTo(Files.readString(SCHEMAS.resolve("event-v1.schema.json")));
  }
}
