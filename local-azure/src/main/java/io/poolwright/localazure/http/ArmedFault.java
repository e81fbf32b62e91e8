package io.poolwright.localazure.http;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A fault in force, with its counts. Guarded by {@link Faults}. */
final class ArmedFault {

  private final String id;
  private final Fault fault;
  private final Pattern path;
  private final Pattern query;
  private final Random chances;
  private final CountDownLatch disarmed = new CountDownLatch(1);
  private long matched;
  private long fired;

  ArmedFault(String id, Fault fault) {
    this.id = id;
    this.fault = fault;
    this.path = Pattern.compile(fault.path());
    this.query = Pattern.compile(fault.query() == null ? "" : fault.query());
    this.chances = new Random(fault.seed() == null ? 0 : fault.seed());
  }

  /** Counts the request if it matches. */
  boolean matches(String method, String requestPath, @Nullable String requestQuery) {
    boolean hit =
        (fault.method() == null || fault.method().equalsIgnoreCase(method))
            && path.matcher(requestPath).find()
            && query.matcher(requestQuery == null ? "" : requestQuery).find();
    matched += hit ? 1 : 0;
    return hit;
  }

  /**
   * Whether the request that was just counted is one to spoil, if no other fault took it. Asked
   * once for each request, for every answer uses up a chance.
   */
  boolean isDue() {
    if (fault.nth() != null) {
      return matched == fault.nth();
    }
    if (fault.probability() != null) {
      return chances.nextDouble() < fault.probability();
    }
    return fault.times() == null || fired < fault.times();
  }

  void fire() {
    fired++;
  }

  /** Waits until the fault is deleted, at most this long; true when it was deleted. */
  boolean awaitDisarmed(Duration most) throws InterruptedException {
    return disarmed.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  void disarm() {
    disarmed.countDown();
  }

  Fault fault() {
    return fault;
  }

  String id() {
    return id;
  }

  Faults.Status status() {
    return new Faults.Status(id, matched, fired, fault);
  }
}
