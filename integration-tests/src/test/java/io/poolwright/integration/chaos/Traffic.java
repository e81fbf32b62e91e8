package io.poolwright.integration.chaos;

import com.azure.storage.blob.BlobContainerClient;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What others send to the workers: orders, cancellations, poison, and wake-ups of their own. */
final class Traffic implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofMillis(500);
  private static final Duration SOON = Duration.ofSeconds(6);

  /** So many jobs a piece of poison in each queue, and a forged wake-up. */
  private static final int JOBS_A_POISON = 10;

  private static final int JOBS_A_FORGERY = 4;

  private final Trial trial;
  private final Ledger ledger;
  private final Mail mail;
  private final BlobContainerClient documents;
  private final Random chances;
  private final ScheduledExecutorService clerk = Executors.newSingleThreadScheduledExecutor();
  private final Phaser errands = new Phaser(1);

  Traffic(Trial trial, Ledger ledger, Mail mail, BlobContainerClient documents) {
    this.trial = trial;
    this.ledger = ledger;
    this.mail = mail;
    this.documents = documents;
    this.chances = trial.chances(this);
  }

  /** Spreads everything over the first three quarters of the storm. */
  void begin() {
    for (Order order : ledger.orders()) {
      Duration at = sometime();
      errand(at, () -> mail.request(order.job(), order.body()));
      if (order.fate().isCancelled()) {
        onceAccepted(
            order, at.plus(soon()), () -> mail.request(order.job() + "-cancel", cancel(order)));
      } else if (order.fate() == Fate.TWICE) {
        errand(at.plus(soon()), () -> mail.request(order.job() + "-again", order.body()));
        onceAccepted(
            order, at.plus(soon()), () -> poison(order.job() + "-other", order.otherBody()));
      }
    }
    for (int i = 0; i < Math.max(1, trial.jobs() / JOBS_A_POISON); i++) {
      poison(i);
    }
    for (int i = 0; i < Math.max(3, trial.jobs() / JOBS_A_FORGERY); i++) {
      forge(i);
    }
  }

  private void poison(int number) {
    String id = "poison-" + number;
    String body = number % 2 == 0 ? "{\"type\":" : "[\"io.poolwright.provision.v1\"]";
    errand(sometime(), () -> poison(id, body));
    String wakeup = number % 2 == 0 ? "{\"wake\":\"up\"}" : wakeup("nobody-" + number, 1);
    errand(
        sometime(),
        () -> {
          ledger.poisonedWakeups().add(id);
          mail.wakeup(id, wakeup);
        });
  }

  private void poison(String id, String body) {
    ledger.poisonedRequests().add(id);
    mail.request(id, body);
  }

  /** Of revisions that were, that are, and that will never be. */
  private void forge(int number) {
    Order order = ledger.orders().get(chances.nextInt(ledger.orders().size()));
    int revision = chances.nextInt(4) == 0 ? 4711 : 1 + chances.nextInt(8);
    if (order.fate() != Fate.MALFORMED) {
      onceAccepted(
          order, sometime(), () -> mail.wakeup("forged-" + number, wakeup(order.job(), revision)));
    }
  }

  private static String wakeup(String job, int revision) {
    return "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"%s\",\"revision\":%d}"
        .formatted(job, revision);
  }

  private static String cancel(Order order) {
    return "{\"type\":\"io.poolwright.cancel.v1\",\"jobId\":\"%s\"}".formatted(order.job());
  }

  private Duration sometime() {
    return Trial.between(chances, Duration.ZERO, trial.storm().multipliedBy(3).dividedBy(4));
  }

  private Duration soon() {
    return Trial.between(chances, Duration.ZERO, SOON);
  }

  private void onceAccepted(Order order, Duration at, Runnable work) {
    errand(
        at,
        () -> {
          if (!documents.getBlobClient(order.job() + ".json").exists()) {
            throw new IllegalStateException(order.job() + " is not accepted yet");
          }
          work.run();
        });
  }

  /** Done once, and tried until it is. */
  private void errand(Duration at, Runnable work) {
    errands.register();
    attempt(at, work);
  }

  private void attempt(Duration after, Runnable work) {
    var unused =
        clerk.schedule(
            () -> {
              try {
                work.run();
                errands.arriveAndDeregister();
              } catch (RuntimeException e) {
                attempt(AGAIN, work);
              }
            },
            after.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Waits until all is sent; whether it was in time. */
  boolean isDone(Duration patience) throws InterruptedException {
    try {
      int phase = errands.arriveAndDeregister();
      errands.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    clerk.shutdownNow();
  }
}
