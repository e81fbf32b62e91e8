package io.poolwright.worker.blob;

/**
 * How many requests may be in flight to one blob: half as many after each refusal for load, one
 * more after as many successes as the window is wide.
 */
final class Window {
  private final int widest;
  private int width;
  private int successes;

  Window(int widest) {
    this.widest = widest;
    this.width = widest;
  }

  int width() {
    return width;
  }

  void succeeded() {
    successes++;
    if (successes >= width && width < widest) {
      width++;
      successes = 0;
    }
  }

  void refused() {
    width = Math.max(1, width / 2);
    successes = 0;
  }
}
