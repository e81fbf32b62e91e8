package io.poolwright.worker.blob;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the ranges of one slice, some at once, and slows down when the other side asks for it. Used
 * by one thread, for one slice.
 */
final class RangeQueue {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final StorageSettings.Copying limits;
  private final InstantSource clock;
  private final Consumer<Span> call;
  private final CompletionService<Attempt> threads;
  private final Window window;
  private final Deque<Attempt> waiting = new ArrayDeque<>();
  private int inFlight;
  private long sent;
  private Instant notBefore = Instant.MIN;
  private int pauses;
  private boolean stopping;
  private @Nullable RuntimeException fatal;

  /** A range that is to be sent, or came back. */
  private record Attempt(Span span, boolean sent, @Nullable RuntimeException error) {
    static Attempt of(Span span) {
      return new Attempt(span, false, null);
    }
  }

  /**
   * Prepares one slice.
   *
   * @param call sends one range or throws; {@link CallFailed} with a failure that may pass is tried
   *     again
   * @param threads shared by all slices of a worker; there its capacity is the limit
   */
  RangeQueue(
      StorageSettings.Copying limits, InstantSource clock, Executor threads, Consumer<Span> call) {
    this.limits = limits;
    this.clock = clock;
    this.call = call;
    this.threads = new ExecutorCompletionService<>(threads);
    this.window = new Window(limits.inFlightPerBlob());
  }

  /**
   * Sends ranges until none is left, {@code until} comes or the threads take no more because the
   * worker stops; what is in flight then is waited for.
   *
   * @param heartbeat called about once a second with the time
   * @return how many bytes were sent
   */
  long send(Collection<Span> spans, Instant until, Consumer<Instant> heartbeat) {
    spans.forEach(span -> waiting.addLast(Attempt.of(span)));
    while (inFlight > 0 || mayStart(until)) {
      start(until);
      Attempt done = next(until);
      if (done != null) {
        settle(done, until);
      }
      beat(heartbeat);
    }
    if (fatal != null) {
      throw fatal;
    }
    return sent;
  }

  private boolean mayStart(Instant until) {
    return fatal == null
        && !stopping
        && !waiting.isEmpty()
        && notBefore.isBefore(until)
        && clock.instant().isBefore(until);
  }

  private void start(Instant until) {
    while (inFlight < window.width()
        && mayStart(until)
        && !clock.instant().isBefore(notBefore)
        && submit(waiting.removeFirst(), until)) {
      inFlight++;
    }
  }

  private boolean submit(Attempt attempt, Instant until) {
    try {
      Future<Attempt> unused = threads.submit(() -> attempted(attempt, until));
      return true;
    } catch (RejectedExecutionException e) {
      stopping = true;
      return false;
    }
  }

  private Attempt attempted(Attempt attempt, Instant until) {
    if (!clock.instant().isBefore(until)) {
      return attempt;
    }
    try {
      call.accept(attempt.span());
      return new Attempt(attempt.span(), true, null);
    } catch (RuntimeException e) {
      return new Attempt(attempt.span(), false, e);
    }
  }

  private @Nullable Attempt next(Instant until) {
    long patience = Math.max(1, Duration.between(clock.instant(), wake(until)).toMillis());
    try {
      Future<Attempt> done = threads.poll(patience, TimeUnit.MILLISECONDS);
      if (done == null) {
        return null;
      }
      inFlight--;
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed(Failure.passing("WorkerStopping", "copying was interrupted"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("an attempt reports what it catches", e);
    }
  }

  /** When to look up again if nothing comes back: to go on after a pause, or for the heartbeat. */
  private Instant wake(Instant until) {
    Instant now = clock.instant();
    Instant beat = now.plus(BEAT);
    Instant next = notBefore.isAfter(now) && notBefore.isBefore(beat) ? notBefore : beat;
    return inFlight == 0 && until.isBefore(next) ? until : next;
  }

  private void settle(Attempt done, Instant until) {
    if (done.sent()) {
      sent += done.span().bytes();
      pauses = 0;
      window.succeeded();
    } else if (done.error() == null) {
      waiting.addLast(done);
    } else if (done.error() instanceof CallFailed failed
        && failed.failure().kind() != Failure.Kind.PERMANENT) {
      waiting.addLast(Attempt.of(done.span()));
      slowDown(failed, until);
    } else {
      end(done.error());
    }
  }

  /**
   * Pauses, longer each time. Refusals that come in during a pause belong to requests from before
   * it, and say nothing new.
   */
  private void slowDown(CallFailed failed, Instant until) {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      return;
    }
    pauses++;
    window.refused();
    Duration asked = failed.failure().retryAfter();
    Duration own = limits.firstPause().multipliedBy(1L << (pauses - 1));
    notBefore = now.plus(asked == null ? own : asked);
    boolean inVain = sent == 0 && !notBefore.isBefore(until);
    if (pauses >= limits.tries() || inVain) {
      end(failed);
    }
  }

  private void end(RuntimeException why) {
    fatal = fatal == null ? why : fatal;
  }

  private void beat(Consumer<Instant> heartbeat) {
    try {
      heartbeat.accept(clock.instant());
    } catch (RuntimeException e) {
      end(e);
    }
  }
}
