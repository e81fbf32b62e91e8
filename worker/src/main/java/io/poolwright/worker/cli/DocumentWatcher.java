package io.poolwright.worker.cli;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.JobEvent;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Looks at a job's document from time to time and hands on what is new in its timeline. Each look
 * stands for itself: however often the connection breaks, nothing is missed that still matters.
 */
final class DocumentWatcher implements EventSource {
  private static final Duration SHORTEST = Duration.ofMillis(400);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final Supplier<Optional<Job>> document;
  private final Attendant attendant;
  private final InstantSource clock;
  private final BlockingQueue<CloudEvent> news = new LinkedBlockingQueue<>();
  private long seen;
  private Duration pause = SHORTEST;
  private Instant next = Instant.MIN;
  private boolean reached;
  private boolean lost;

  /** Hears of what is no event. */
  interface Attendant {
    /** There is no document: at each look, and may throw to end it all. */
    void absent();

    /**
     * The document cannot be reached: at each look, and may throw to end it all.
     *
     * @param first whether it could be at the last look
     */
    void lost(boolean first);

    void foundAgain();
  }

  /**
   * Begins to watch.
   *
   * @param document one look at it
   * @param after the sequence of the last event that is known already; 0 if none is
   */
  DocumentWatcher(
      Supplier<Optional<Job>> document, long after, Attendant attendant, InstantSource clock) {
    this.document = document;
    this.seen = after;
    this.attendant = attendant;
    this.clock = clock;
  }

  @Override
  public Optional<CloudEvent> poll(Duration wait) {
    if (news.isEmpty() && !clock.instant().isBefore(next)) {
      look();
    }
    return EventSource.poll(news, wait);
  }

  /** A connection that never was is not lost: the first failure is the caller's. */
  private void look() {
    long before = seen;
    try {
      Optional<Job> job = document.get();
      reached = true;
      if (lost) {
        attendant.foundAgain();
        lost = false;
      }
      job.ifPresentOrElse(this::handOn, attendant::absent);
    } catch (CallFailed e) {
      if (!reached || e.failure().kind() == Failure.Kind.PERMANENT) {
        throw e;
      }
      attendant.lost(!lost);
      lost = true;
    }
    pause = seen > before ? SHORTEST : longer(pause);
    next = clock.instant().plus(pause);
  }

  /** What moves is looked at often; what rests, less and less. */
  private static Duration longer(Duration pause) {
    Duration longer = pause.plus(pause.dividedBy(5));
    return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
  }

  private void handOn(Job job) {
    for (JobEvent event : new JobView(job).events()) {
      if (event.sequence() > seen) {
        seen = event.sequence();
        news.add(CloudEvent.of(event, CloudEvent.DEFAULT_SOURCE));
      }
    }
  }
}
