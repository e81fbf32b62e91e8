package io.poolwright.worker.cli;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.blob.JobRecords;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows what becomes of a job until its end.
 *
 * @param absence what to do as long as there is no document
 */
record Watching(Context context, Desk desk, OutputOption output, Absence absence) {
  /** What to do about a job that no worker has stored yet. */
  interface Absence {
    /**
     * Called again and again.
     *
     * @param since for how long there has been none
     * @param notice to tell people something
     */
    void lasts(Duration since, Notice notice);
  }

  /** Tells people something that is no result. */
  interface Notice {
    void say(String text);
  }

  /**
   * Follows the job.
   *
   * @param after the sequence of the last event that is not to be shown; 0 shows all
   * @return how it ended
   */
  EventData untilEnd(JobId job, long after) {
    EventRenderer renderer = context.screen().renderer(output.get());
    Notice notice =
        text -> {
          renderer.clear();
          context.screen().err().println(text);
        };
    JobRecords records = desk.records();
    var watcher =
        new DocumentWatcher(() -> records.find(job), after, attendant(notice), context.clock());
    return new Following(watcher, renderer, () -> {}, context.clock())
        .untilFinal()
        .toJobEvent()
        .data();
  }

  private DocumentWatcher.Attendant attendant(Notice notice) {
    Instant begun = context.clock().instant();
    return new DocumentWatcher.Attendant() {
      @Override
      public void absent() {
        absence.lasts(Duration.between(begun, context.clock().instant()), notice);
      }

      @Override
      public void lost(boolean first) {
        desk.requireStillThere();
        if (first) {
          notice.say("The connection is lost; trying again until it is back (Ctrl-C ends this).");
        }
      }

      @Override
      public void foundAgain() {
        notice.say("The connection is back.");
      }
    };
  }
}
