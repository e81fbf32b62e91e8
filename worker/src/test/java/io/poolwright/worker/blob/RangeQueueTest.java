package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.steps.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RangeQueueTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final StorageSettings.Copying LIMITS =
      new StorageSettings.Copying(4, 8, 3, Duration.ofMillis(1), Duration.ofSeconds(60), null, 2);

  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Queue<Span> calls = new ConcurrentLinkedQueue<>();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void everyRangeIsSentOnce() {
    assertThat(queue(calls::add).send(ranges(50), LATER, time -> {})).isEqualTo(50 * 512);

    assertThat(calls).containsExactlyInAnyOrderElementsOf(ranges(50));
  }

  @Test
  void neverMoreAreInFlightThanTheWindowLets() {
    var inFlight = new AtomicInteger();
    var most = new AtomicInteger();
    var four = new CountDownLatch(4);
    Consumer<Span> call =
        span -> {
          most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          four.countDown();
          await(four);
          inFlight.decrementAndGet();
        };

    queue(call).send(ranges(40), LATER, time -> {});

    assertThat(most).hasValue(4);
  }

  @Test
  void allSlicesTogetherHaveNoMoreInFlightThanTheWorkerLets() {
    var three = Executors.newFixedThreadPool(3);
    var inFlight = new AtomicInteger();
    var most = new AtomicInteger();
    var full = new CountDownLatch(3);
    Consumer<Span> call =
        span -> {
          most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          full.countDown();
          await(full);
          inFlight.decrementAndGet();
        };
    try {
      var first =
          CompletableFuture.supplyAsync(
              () ->
                  new RangeQueue(LIMITS, running(), three, call).send(ranges(20), LATER, t -> {}));
      var second =
          CompletableFuture.supplyAsync(
              () ->
                  new RangeQueue(LIMITS, running(), three, call).send(ranges(20), LATER, t -> {}));

      assertThat(first.join() + second.join()).isEqualTo(2 * 20 * 512);
      assertThat(most).hasValue(3);
    } finally {
      three.shutdownNow();
    }
  }

  @Test
  void aRefusalForLoadHalvesWhatIsInFlight() {
    var began = new AtomicInteger();
    var inFlight = new AtomicInteger();
    var afterwards = new AtomicInteger();
    var full = new CountDownLatch(4);
    var looked = new CountDownLatch(1);
    Consumer<Span> call =
        span -> {
          if (began.getAndIncrement() < 4) {
            full.countDown();
            await(full);
            throw busy(null);
          }
          inFlight.incrementAndGet();
          await(looked);
        };
    // Nothing comes back before the next heartbeat: by then all that may start has started.
    Consumer<Instant> heartbeat =
        time -> {
          if (inFlight.get() > 1 && afterwards.compareAndSet(0, inFlight.get())) {
            looked.countDown();
          }
        };
    var pausing =
        new StorageSettings.Copying(4, 8, 3, Duration.ofMillis(200), LIMITS.lease(), null, 1);
    var queue = new RangeQueue(pausing, running(), threads, call);

    assertThat(queue.send(ranges(40), LATER, heartbeat)).isEqualTo(40 * 512);
    assertThat(afterwards).hasValue(2);
  }

  @Test
  void aRangeRefusedForLoadIsSentAgain() {
    var refusals = new AtomicInteger(2);
    Consumer<Span> call =
        span -> {
          calls.add(span);
          if (refusals.getAndDecrement() > 0) {
            throw busy(null);
          }
        };

    assertThat(queue(call).send(ranges(5), LATER, time -> {})).isEqualTo(5 * 512);
    assertThat(calls).hasSize(7);
  }

  @Test
  void whatIsRefusedAgainAndAgainFailsTheSlice() {
    Consumer<Span> call =
        span -> {
          calls.add(span);
          throw busy(null);
        };

    assertThatThrownBy(() -> queue(call).send(ranges(1), LATER, time -> {}))
        .isInstanceOf(CallFailed.class);
    assertThat(calls).hasSize(3);
  }

  @Test
  void aWaitBeyondTheEndOfTheSliceIsLeftToTheEngine() {
    Consumer<Span> call =
        span -> {
          calls.add(span);
          throw busy(Duration.ofMinutes(5));
        };

    assertThatThrownBy(() -> queue(call).send(ranges(1), LATER, time -> {}))
        .isInstanceOfSatisfying(
            CallFailed.class,
            failed -> assertThat(failed.failure().retryAfter()).isEqualTo(Duration.ofMinutes(5)));
    assertThat(calls).hasSize(1);
  }

  @Test
  void aWaitBeyondTheEndOfTheSliceDoesNotHideWhatWasSent() {
    Consumer<Span> call =
        span -> {
          if (span.start() > 0) {
            throw busy(Duration.ofMinutes(5));
          }
        };
    var oneAtATime =
        new StorageSettings.Copying(1, 8, 3, Duration.ofMillis(1), LIMITS.lease(), null, 1);
    var queue = new RangeQueue(oneAtATime, running(), threads, call);

    assertThat(queue.send(ranges(3), LATER, time -> {})).isEqualTo(512);
  }

  @Test
  void aLastingFailureIsNotRepeatedAndStopsTheRest() {
    Consumer<Span> call =
        span -> {
          calls.add(span);
          throw new CallFailed(Failure.lasting("AuthorizationFailure", "no"));
        };

    assertThatThrownBy(() -> queue(call).send(ranges(100), LATER, time -> {}))
        .hasMessageContaining("AuthorizationFailure");
    assertThat(calls).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void whenTimeIsUpNothingNewIsTakenAndTheRestIsWaitedFor() {
    var time = new AtomicReference<>(NOW);
    Consumer<Span> call =
        span -> {
          calls.add(span);
          if (calls.size() >= 10) {
            time.set(LATER);
          }
        };
    var queue = new RangeQueue(LIMITS, time::get, threads, call);

    long sent = queue.send(ranges(100), LATER, now -> {});

    assertThat(sent).isEqualTo(calls.size() * 512L).isBetween(10 * 512L, 14 * 512L);
  }

  @Test
  void aWorkerThatStopsEndsTheSliceWithWhatIsInFlight() {
    Consumer<Span> call =
        span -> {
          calls.add(span);
          threads.shutdown();
        };

    long sent = queue(call).send(ranges(100), LATER, now -> {});

    assertThat(sent).isEqualTo(calls.size() * 512L).isBetween(512L, 4 * 512L);
  }

  @Test
  void aLostLeaseEndsTheSlice() {
    Consumer<Instant> heartbeat =
        now -> {
          throw new CopyStopped(new Slice.Busy());
        };

    assertThatThrownBy(() -> queue(calls::add).send(ranges(100), LATER, heartbeat))
        .isInstanceOf(CopyStopped.class);
    assertThat(calls).hasSizeLessThanOrEqualTo(8);
  }

  private RangeQueue queue(Consumer<Span> call) {
    return new RangeQueue(LIMITS, running(), threads, call);
  }

  /** Starts at a known time and goes on like a real clock, so that pauses end. */
  private static InstantSource running() {
    Instant start = InstantSource.system().instant();
    return () -> NOW.plus(Duration.between(start, InstantSource.system().instant()));
  }

  private static CallFailed busy(@Nullable Duration retryAfter) {
    return new CallFailed(Failure.deferred("ServerBusy", "slow down", retryAfter));
  }

  private static List<Span> ranges(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Span(i * 512L, i * 512L + 512)).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
