package io.poolwright.worker.simulation;

import io.poolwright.worker.engine.Delivery;
import io.poolwright.worker.engine.Hold;
import io.poolwright.worker.engine.JobStore.Stored;
import io.poolwright.worker.engine.Wakeup;
import io.poolwright.worker.engine.WakeupCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A delivery as a mutant takes it. */
final class Mistaken implements Delivery {
  /** The hold of who does not look at the lock. */
  static final Hold FOR_EVER =
      new Hold() {
        @Override
        public Instant until() {
          return Instant.MAX;
        }

        @Override
        public void require() {}
      };

  private final Delivery real;
  private final byte[] body;
  private final Instant lockedUntil;

  private Mistaken(Delivery real, byte[] body, Instant lockedUntil) {
    this.real = real;
    this.body = body;
    this.lockedUntil = lockedUntil;
  }

  /** A delivery whose lock lasts longer than anything stalls, or so it says. */
  static Delivery longLocked(Delivery real) {
    return new Mistaken(real, real.body(), real.lockedUntil().plus(Duration.ofHours(1)));
  }

  /** A hold that was looked at once, at the beginning. */
  static Hold lookedAtOnce(Hold real) {
    return new Hold() {
      @Override
      public Instant until() {
        return real.until();
      }

      @Override
      public void require() {}
    };
  }

  /** A delivery of the wake-up that the stored document asks for, whichever it really is. */
  static Delivery current(Delivery real, SimStore store) {
    byte[] body = asked(real, store).map(WakeupCodec::encode).orElseGet(real::body);
    return new Mistaken(real, body, real.lockedUntil());
  }

  /** Whether the document has moved past this wake-up. */
  static boolean isStale(Delivery delivery, SimStore store) {
    return asked(delivery, store)
        .filter(asked -> !wakeup(delivery).equals(Optional.of(asked)))
        .isPresent();
  }

  /** The wake-up that the document of its job asks for, if it is a wake-up and there is one. */
  private static Optional<Wakeup> asked(Delivery delivery, SimStore store) {
    return wakeup(delivery)
        .flatMap(wakeup -> store.load(wakeup.jobId()))
        .map(Stored::job)
        .map(job -> new Wakeup(job.id(), job.course().revision()));
  }

  private static Optional<Wakeup> wakeup(Delivery delivery) {
    return WakeupCodec.decode(delivery.body()) instanceof WakeupCodec.Decoded.Valid valid
        ? Optional.of(valid.wakeup())
        : Optional.empty();
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public long deliveryCount() {
    return real.deliveryCount();
  }

  @Override
  public Instant lockedUntil() {
    return lockedUntil;
  }
}
