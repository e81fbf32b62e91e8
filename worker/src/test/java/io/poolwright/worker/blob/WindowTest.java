package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void everyRefusalHalvesItDownToOne() {
    var window = new Window(6);

    assertThat(window.width()).isEqualTo(6);
    window.refused();
    assertThat(window.width()).isEqualTo(3);
    window.refused();
    window.refused();
    assertThat(window.width()).isEqualTo(1);
  }

  @Test
  void itWidensByOneAfterARoundOfSuccesses() {
    var window = new Window(6);
    window.refused();

    succeed(window, 2);
    assertThat(window.width()).isEqualTo(3);
    succeed(window, 1);
    assertThat(window.width()).isEqualTo(4);
    succeed(window, 100);
    assertThat(window.width()).isEqualTo(6);
  }

  private static void succeed(Window window, int times) {
    for (int i = 0; i < times; i++) {
      window.succeeded();
    }
  }
}
