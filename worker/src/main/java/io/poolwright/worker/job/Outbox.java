package io.poolwright.worker.job;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Traceparent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a job has to tell. Events stay until the wake-up that was scheduled after their publication
 * comes in; until then every redelivery publishes them again, under the same ids.
 *
 * @param lastSequence the sequence of the newest event ever made
 * @param unpublished oldest first
 * @param lastWait the code of the wait that was told last in this step; it is not told twice
 * @param lastProgress likewise, how much was done
 */
public record Outbox(
    long lastSequence,
    List<JobEvent> unpublished,
    @Nullable String lastWait,
    @Nullable Long lastProgress) {

  static final Outbox EMPTY = new Outbox(0, List.of(), null, null);

  public Outbox {
    unpublished = List.copyOf(unpublished);
  }

  Outbox emptied() {
    return new Outbox(lastSequence, List.of(), lastWait, lastProgress);
  }

  /** What another one may still have to tell, and then the same events, numbered on from there. */
  Outbox after(Outbox before) {
    var all = new ArrayList<>(before.unpublished);
    unpublished.forEach(e -> all.add(renumbered(e, before.lastSequence + e.sequence())));
    return new Outbox(before.lastSequence + lastSequence, all, lastWait, lastProgress);
  }

  private static JobEvent renumbered(JobEvent event, long sequence) {
    return new JobEvent(event.jobId(), sequence, event.time(), event.data(), event.traceparent());
  }

  Outbox forgettingWaits() {
    return new Outbox(lastSequence, unpublished, null, null);
  }

  /** With an event more, unless it repeats what was told last. */
  Outbox with(Job job, EventData data, Instant now) {
    String wait = data instanceof EventData.Waiting w ? w.code() : lastWait;
    Long progress = data instanceof EventData.Progressed p ? Long.valueOf(p.done()) : lastProgress;
    boolean known =
        (data instanceof EventData.Waiting && Objects.equals(wait, lastWait))
            || (data instanceof EventData.Progressed && Objects.equals(progress, lastProgress));
    if (known) {
      return this;
    }
    var events = new ArrayList<>(unpublished);
    Traceparent trace = job.admission().traceparent();
    events.add(new JobEvent(job.id(), lastSequence + 1, now, data, trace));
    return new Outbox(lastSequence + 1, events, wait, progress);
  }
}
