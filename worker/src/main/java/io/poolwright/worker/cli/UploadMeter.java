package io.poolwright.worker.cli;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Step;
import io.poolwright.worker.blob.PageUpload;
import java.time.Instant;

/** Shows on a terminal how far an upload is, in one line that is drawn again in place. */
final class UploadMeter implements PageUpload.Progress {
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final Screen screen;
  private final long length;
  private final Meter meter = new Meter();

  UploadMeter(Screen screen, long length) {
    this.screen = screen;
    this.length = length;
  }

  @Override
  public void at(long done, Instant now) {
    if (screen.isTerminal()) {
      // A meter reads steps, and this is a copy too.
      var progress = new EventData.Progressed(Step.COPY_IMAGE, done, length, "bytes");
      String words = meter.read(progress, now);
      String bar = Bar.of(EventText.fraction(progress), screen.columns() - 1 - words.length());
      screen.out().print(ERASE_LINE + screen.palette().cyan(bar) + words);
      screen.out().flush();
    }
  }

  /** Takes the line away. */
  void clear() {
    if (screen.isTerminal()) {
      screen.out().print(ERASE_LINE);
    }
  }
}
