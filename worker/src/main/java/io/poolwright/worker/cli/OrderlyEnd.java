package io.poolwright.worker.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process that was asked to: SIGTERM, SIGINT, or {@link System#exit}. Exit code 0 says that
 * everything was put in order in time, 143 (as after an unhandled SIGTERM) that it was not.
 */
final class OrderlyEnd {
  private static final int NOT_IN_ORDER = 143;

  private OrderlyEnd() {}

  /** From now on, {@code close} is run before the process ends. */
  static void with(Runnable close, Duration limit) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(close, limit), "shutdown"));
  }

  private static void end(Runnable close, Duration limit) {
    var done = new CountDownLatch(1);
    var closing =
        new Thread(
            () -> {
              close.run();
              done.countDown();
            },
            "closing");
    closing.setDaemon(true);
    closing.start();
    try {
      boolean inOrder = done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
      // A hook cannot choose the exit code in any other way.
      Runtime.getRuntime().halt(inOrder ? Exit.DONE.code() : NOT_IN_ORDER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
