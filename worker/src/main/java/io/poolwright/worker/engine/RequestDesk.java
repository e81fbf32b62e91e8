package io.poolwright.worker.engine;

import io.poolwright.contracts.CancelRequest;
import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.Request;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.contracts.Traceparent;
import io.poolwright.worker.engine.JobStore.Stored;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.JobState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** Takes in what others ask for: new jobs, jobs that are known already, and cancellations. */
public final class RequestDesk {
  /** How often a cancellation comes back while its request may still be on the way. */
  private static final int PATIENCE = 5;

  private final JobStore store;
  private final Events events;
  private final JobEngine engine;
  private final Advance advance;
  private final Duration defaultDeadline;
  private final Clock clock;

  public RequestDesk(
      JobStore store,
      Events events,
      JobEngine engine,
      Advance advance,
      Duration defaultDeadline,
      Clock clock) {
    this.store = store;
    this.events = events;
    this.engine = engine;
    this.advance = advance;
    this.defaultDeadline = defaultDeadline;
    this.clock = clock;
  }

  /** Handles a message of the request queue. */
  public Settlement onRequest(Delivery delivery) {
    Decoded decoded = RequestCodec.decode(delivery.body());
    if (decoded instanceof Decoded.Unreadable unreadable) {
      return new Settlement.DeadLetter(unreadable.reason(), unreadable.description());
    }
    if (decoded instanceof Decoded.Invalid invalid) {
      return JobEngine.repairable(invalid.jobId(), () -> reject(invalid, delivery));
    }
    Request request = ((Decoded.Valid) decoded).request();
    return JobEngine.repairable(
        request.jobId(),
        () ->
            request instanceof ProvisionRequest wanted
                ? admit(wanted, delivery)
                : cancel((CancelRequest) request, delivery));
  }

  /** Only a redelivery can have left a document; the first delivery saves itself that look. */
  private Settlement admit(ProvisionRequest request, Delivery delivery) {
    Job fresh = accepted(request, delivery);
    Optional<Stored> known =
        delivery.deliveryCount() == 0 ? Optional.empty() : store.load(fresh.id());
    if (known.isPresent()) {
      return again(fresh, known.get(), delivery);
    }
    Job next = advance.unstored(fresh);
    Optional<Stored> created = engine.create(next);
    return created.isPresent()
        ? engine.remind(created.get())
        : again(fresh, store.load(fresh.id()).orElseThrow(), delivery);
  }

  /** A job id that is known: the same request is reminded of its job, another one is refused. */
  private Settlement again(Job fresh, Stored known, Delivery delivery) {
    if (known.job().admission().fingerprint().equals(fresh.admission().fingerprint())) {
      return engine.remind(known);
    }
    if (known.job().state() instanceof JobState.Rejected) {
      // Without the lock this may be a message that was handled meanwhile: it would put back what
      // a later one has replaced.
      if (!clock.instant().isBefore(delivery.lockedUntil())) {
        throw new LockTooShort();
      }
      Job corrected = known.job().supersededBy(fresh);
      Optional<Stored> saved =
          engine.supersede(known, advance.unstored(corrected), delivery.lockedUntil());
      return saved.isPresent()
          ? engine.remind(saved.get())
          : again(fresh, store.load(fresh.id()).orElseThrow(), delivery);
    }
    return idInUse(known.job());
  }

  private Settlement cancel(CancelRequest request, Delivery delivery) {
    Optional<Stored> stored = store.load(request.jobId());
    if (stored.isEmpty()) {
      return delivery.deliveryCount() < PATIENCE
          ? new Settlement.Abandon("JobNotFound")
          : new Settlement.DeadLetter("JobNotFound", "There is no job of this id to cancel.");
    }
    Job job = stored.get().job();
    if (job.isFinal() || job.course().cancelRequested()) {
      return engine.remind(stored.get());
    }
    // Whoever has moved the job on meanwhile does not know that it is to stop.
    Optional<Stored> saved = engine.save(stored.get(), job.cancelling(clock.instant()));
    return saved.isPresent() ? engine.remind(saved.get()) : cancel(request, delivery);
  }

  /** What can be read but is wrong never becomes a job; whoever listens hears all that is wrong. */
  private Settlement reject(Decoded.Invalid invalid, Delivery delivery) {
    Optional<Stored> known = store.load(invalid.jobId());
    if (known.isPresent() && !(known.get().job().state() instanceof JobState.Rejected)) {
      return idInUse(known.get().job());
    }
    var data = new EventData.Rejected(invalid.problems());
    events.publish(
        List.of(
            new JobEvent(
                invalid.jobId(),
                numberOf(delivery.body()),
                clock.instant(),
                data,
                delivery.traceparent().orElse(null))));
    return new Settlement.Complete();
  }

  /** The same message always gets the same number, and no event of a job ever has it. */
  private static long numberOf(byte[] body) {
    var crc = new CRC32();
    crc.update(body);
    return (1L << 32) + crc.getValue();
  }

  private static Settlement idInUse(Job job) {
    return new Settlement.DeadLetter(
        "JobIdInUse",
        "Another request with this job id was accepted at "
            + job.admission().acceptedAt()
            + ". Send this one under another id.");
  }

  private Job accepted(ProvisionRequest request, Delivery delivery) {
    Instant now = clock.instant();
    Instant deadline =
        request.deadline() == null ? now.plus(defaultDeadline) : request.deadline().from(now);
    Traceparent trace = delivery.traceparent().orElse(null);
    return Job.accepted(request, new Job.Admission(Fingerprint.of(request), now, deadline, trace));
  }
}
