package io.poolwright.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Problem;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import io.poolwright.worker.job.Jobs;
import io.poolwright.worker.job.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentWatcherTest {
  private static final Job ACCEPTED = Jobs.accepted("job");
  private static final Job COPYING =
      ACCEPTED.movedTo(new JobState.CopyingImage(Jobs.plan()), Jobs.NOON.plusSeconds(2));
  private static final Job REJECTED =
      ACCEPTED.movedTo(
          new JobState.Rejected(List.of(new Problem("/pool", "wrong", "mend"))), Jobs.NOON);
  private final CallFailed unreachable =
      new CallFailed(Failure.passing("StorageUnreachable", "no answer"));

  private final List<String> heard = new ArrayList<>();
  private Instant now = Jobs.NOON;
  private Optional<Job> document = Optional.empty();
  private Optional<CallFailed> failure = Optional.empty();
  private int looks;

  private final DocumentWatcher.Attendant attendant =
      new DocumentWatcher.Attendant() {
        @Override
        public void absent() {
          heard.add("absent");
        }

        @Override
        public void lost(boolean first) {
          heard.add(first ? "lost" : "still lost");
        }

        @Override
        public void foundAgain() {
          heard.add("found again");
        }
      };

  private Optional<Job> look() {
    looks++;
    if (failure.isPresent()) {
      throw failure.get();
    }
    return document;
  }

  private DocumentWatcher watcher(long after) {
    return new DocumentWatcher(this::look, after, attendant, () -> now);
  }

  /** What it has to say before it rests, a long time after the last look. */
  private List<String> news(DocumentWatcher watcher) {
    now = now.plusSeconds(60);
    var ids = new ArrayList<String>();
    Optional<CloudEvent> next = watcher.poll(Duration.ZERO);
    while (next.isPresent()) {
      ids.add(next.get().id());
      next = watcher.poll(Duration.ZERO);
    }
    return ids;
  }

  @Test
  void eachEventIsHandedOnOnceUnderTheIdThatItWasToldUnder() {
    DocumentWatcher watcher = watcher(0);
    document = Optional.of(ACCEPTED);
    assertThat(news(watcher)).containsExactly("job/1", "job/2");
    document = Optional.of(COPYING);
    assertThat(news(watcher)).containsExactly("job/3");
    assertThat(news(watcher)).isEmpty();
  }

  @Test
  void whatIsKnownAlreadyIsNotHandedOn() {
    document = Optional.of(COPYING);
    assertThat(news(watcher(2))).containsExactly("job/3");
  }

  @Test
  void aBrokenConnectionIsToldOnceAndNothingIsMissed() {
    DocumentWatcher watcher = watcher(0);
    document = Optional.of(ACCEPTED);
    news(watcher);
    failure = Optional.of(unreachable);
    assertThat(news(watcher)).isEmpty();
    assertThat(news(watcher)).isEmpty();
    document = Optional.of(COPYING);
    failure = Optional.empty();
    assertThat(news(watcher)).containsExactly("job/3");
    assertThat(heard).containsExactly("lost", "still lost", "found again");
  }

  @Test
  void aConnectionThatNeverWasIsAnError() {
    failure = Optional.of(unreachable);
    assertThatThrownBy(() -> news(watcher(0))).isSameAs(unreachable);
  }

  @Test
  void aRefusalIsAnErrorAtAnyTime() {
    DocumentWatcher watcher = watcher(0);
    news(watcher);
    failure = Optional.of(new CallFailed(Failure.lasting("AuthorizationFailure", "no right")));
    assertThatThrownBy(() -> news(watcher)).hasMessageContaining("no right");
  }

  @Test
  void aJobThatNobodyHasStoredIsTold() {
    assertThat(news(watcher(0))).isEmpty();
    assertThat(heard).containsExactly("absent");
  }

  @Test
  void whatRestsIsLookedAtLessAndLess() {
    DocumentWatcher watcher = watcher(0);
    document = Optional.of(COPYING);
    for (int i = 0; i < 600; i++) {
      now = now.plusMillis(100);
      watcher.poll(Duration.ZERO);
    }
    assertThat(looks).isBetween(20, 35);
  }

  @Test
  void theEndOfAJobWithoutATimelineIsKnownToo() {
    document =
        Optional.of(
            new Job(
                REJECTED.request(),
                REJECTED.admission(),
                REJECTED.state(),
                REJECTED.course(),
                REJECTED.outbox(),
                Timeline.EMPTY));
    DocumentWatcher watcher = watcher(0);
    CloudEvent end = watcher.poll(Duration.ZERO).orElseThrow();
    assertThat(end.id()).isEqualTo("job/3");
    assertThat(end.toJobEvent().data()).isInstanceOf(EventData.Rejected.class);
  }
}
