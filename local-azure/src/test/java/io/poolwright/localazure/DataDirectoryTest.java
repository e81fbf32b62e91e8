package io.poolwright.localazure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @Test
  void aDirectoryHasOneOwnerAtATime(@TempDir Path parent) throws Exception {
    Path directory = parent.resolve("data");
    try (var owner = DataDirectory.own(directory)) {
      assertThat(owner).isNotNull();
      assertThatThrownBy(() -> DataDirectory.own(directory))
          .hasMessageContaining("another process uses " + directory)
          .hasMessageContaining("--data");
    }
    DataDirectory.own(directory).close();
  }
}
