package io.poolwright.worker.job;

import io.poolwright.contracts.EventData;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Traceparent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one job: the document. An immutable value; every change makes the next one.
 *
 * @param request what was asked for; its SAS is wiped as soon as no later step needs it
 * @param admission what was fixed when it was accepted
 * @param state where it is
 * @param course how it gets on in this state
 * @param outbox what it has to tell
 * @param timeline what it has been through
 */
public record Job(
    ProvisionRequest request,
    Admission admission,
    JobState state,
    Course course,
    Outbox outbox,
    Timeline timeline) {

  /**
   * What was fixed when the job was accepted.
   *
   * @param fingerprint of the request without its secrets; the same job id with another fingerprint
   *     is another request and refused
   * @param traceparent the trace that the request is part of; every event carries it
   */
  public record Admission(
      String fingerprint, Instant acceptedAt, Instant deadline, @Nullable Traceparent traceparent) {
    /** Of a request that is part of no trace. */
    public Admission(String fingerprint, Instant acceptedAt, Instant deadline) {
      this(fingerprint, acceptedAt, deadline, null);
    }
  }

  /** A job that has just been accepted, its first two events in the outbox. */
  public static Job accepted(ProvisionRequest request, Admission admission) {
    Instant now = admission.acceptedAt();
    var told = new EventData.Accepted(request.pool().id(), admission.deadline());
    var job =
        new Job(
            request,
            admission,
            new JobState.Validating(),
            Course.first(now),
            Outbox.EMPTY,
            Timeline.EMPTY);
    return job.telling(told, now).telling(new EventData.StepStarted(job.state.step()), now);
  }

  public JobId id() {
    return request.jobId();
  }

  public boolean isFinal() {
    return state instanceof JobState.Final;
  }

  /** The document after everything in it was published: what is told from here on is new. */
  public Job published() {
    return new Job(request, admission, state, course, outbox.emptied(), timeline);
  }

  /** The job in its next state, with the event that says so. */
  public Job movedTo(JobState next, Instant now) {
    boolean sameStep = next.step() == state.step();
    var moved =
        new Job(
            next.needsSource() ? request : withoutSas(request),
            admission,
            next,
            sameStep ? course : course.startedAt(now),
            sameStep ? outbox : outbox.forgettingWaits(),
            timeline);
    if (next instanceof JobState.Final last) {
      return moved.telling(last.event(), now);
    }
    return sameStep ? moved : moved.telling(new EventData.StepStarted(next.step()), now);
  }

  /** The job as it rests until its next wake-up, which no wait puts off beyond the deadline. */
  public Job resting(Decision.Pause pause, Instant now) {
    JobState next = pause.as() == null ? state : pause.as();
    Course rest = course.resting(wakeAt(next, now.plus(pause.after())), pause.attemptUsed());
    Job resting = new Job(request, admission, next, rest, outbox, timeline);
    int attempts = pause.attemptUsed() ? 1 : 0;
    for (EventData news : pause.tell()) {
      resting = resting.telling(news, attempts, now);
    }
    return resting;
  }

  private Instant wakeAt(JobState next, Instant wanted) {
    return !next.isEnding() && wanted.isAfter(admission.deadline()) ? admission.deadline() : wanted;
  }

  /** The same id with a corrected request; what it tells goes on from what was told before. */
  public Job supersededBy(Job corrected) {
    return new Job(
        corrected.request,
        corrected.admission,
        corrected.state,
        new Course(
            course.revision(), corrected.course.stepSince(), 0, false, corrected.course.wakeAt()),
        corrected.outbox.after(outbox),
        corrected.timeline.after(outbox.lastSequence()));
  }

  /** The job with the wish to stop it written down; it is looked at again at once. */
  public Job cancelling(Instant now) {
    return new Job(request, admission, state, course.cancelling(now), outbox, timeline);
  }

  /**
   * The same job, one revision on; every document that is saved has a revision of its own.
   *
   * @param step from 1; who cannot guess it cannot forge the wake-up that the document asks for
   */
  public Job nextRevision(long step) {
    return new Job(request, admission, state, course.nextRevision(step), outbox, timeline);
  }

  /** The job with more to tell; a warning that it has told already is not told again. */
  public Job telling(List<EventData> news, Instant now) {
    Job telling = this;
    for (EventData one : news) {
      telling =
          one instanceof EventData.Warned && hasTold(one) ? telling : telling.telling(one, now);
    }
    return telling;
  }

  private boolean hasTold(EventData news) {
    return timeline.entries().stream().anyMatch(entry -> entry.data().equals(news));
  }

  private Job telling(EventData news, Instant now) {
    return telling(news, 0, now);
  }

  private Job telling(EventData news, int attempts, Instant now) {
    Outbox told = outbox.with(this, news, now);
    Timeline line = timeline;
    if (told.lastSequence() > outbox.lastSequence()) {
      line = timeline.with(new Timeline.Entry(told.lastSequence(), now, news, 1, attempts));
    } else if (news instanceof EventData.Waiting wait) {
      line = timeline.waitingOn(wait, attempts);
    }
    return new Job(request, admission, state, course, told, line);
  }

  /** The request without its secret. */
  public static ProvisionRequest withoutSas(ProvisionRequest request) {
    ImageRequest image = request.image();
    if (!(image.source() instanceof ImageSource.Vhd vhd) || vhd.sas() == null) {
      return request;
    }
    var bare =
        new ImageRequest(
            new ImageSource.Vhd(vhd.url(), null, vhd.sasSecretId()),
            image.osType(),
            image.hyperVGeneration(),
            image.definition(),
            image.version(),
            image.keepStagedVhd(),
            image.createDefinition());
    return new ProvisionRequest(
        request.jobId(), bare, request.pool(), request.deadline(), request.onFailure());
  }
}
