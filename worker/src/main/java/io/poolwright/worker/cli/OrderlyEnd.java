package io.poolwright.worker.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process that is asked to: SIGTERM, SIGINT, or {@link System#exit}. Exit code 0 says that
 * everything was put in order in time, 143 (as after an unhandled SIGTERM) that it was not.
 */
final class OrderlyEnd implements AutoCloseable {
  private static final int NOT_IN_ORDER = 143;

  private final Runnable action;
  private final Duration limit;
  private final Thread hook = new Thread(this::end, "shutdown");

  private OrderlyEnd(Runnable action, Duration limit) {
    this.action = action;
    this.limit = limit;
  }

  /** From now on, {@code action} is run before the process ends. */
  static OrderlyEnd with(Runnable action, Duration limit) {
    var end = new OrderlyEnd(action, limit);
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  /** Does not return once the process is ending: what fails then, fails because of that. */
  <T extends Throwable> T unlessEnding(T failure) {
    close();
    return failure;
  }

  private void end() {
    var done = new CountDownLatch(1);
    var acting = new Thread(() -> act(done), "ending");
    acting.setDaemon(true);
    acting.start();
    // A hook cannot choose the exit code in any other way.
    Runtime.getRuntime().halt(awaited(done) ? Exit.DONE.code() : NOT_IN_ORDER);
  }

  private void act(CountDownLatch done) {
    action.run();
    done.countDown();
  }

  private boolean awaited(CountDownLatch done) {
    try {
      return done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The process may end as it likes again. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      waitForTheEnd();
    }
  }

  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
