package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.JobEvent;
import java.io.PrintStream;

/** For programs: each event as one line, a CloudEvent in structured mode. */
record JsonRenderer(PrintStream out) implements EventRenderer {
  @Override
  public void show(CloudEvent event, JobEvent read) {
    showUnknown(event);
  }

  @Override
  public void showUnknown(CloudEvent event) {
    out.println(event.toJson());
    out.flush();
  }
}
