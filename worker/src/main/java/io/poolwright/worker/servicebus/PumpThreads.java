package io.poolwright.worker.servicebus;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of one pump: at rest one that receives and one that watches, no more. */
final class PumpThreads {
  private static final long IDLE_SECONDS = 30;

  private PumpThreads() {}

  /** At most one thread a hand; idle ones end. */
  static ExecutorService workers(String queue, int concurrency) {
    var workers =
        new ThreadPoolExecutor(
            concurrency,
            concurrency,
            IDLE_SECONDS,
            SECONDS,
            new LinkedBlockingQueue<>(),
            named(queue + "-worker"));
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  /** For lock renewals, which block while the broker does not answer; none without a message. */
  static ScheduledExecutorService renewals(String queue, int concurrency) {
    var renewals =
        new ScheduledThreadPoolExecutor(Math.min(concurrency, 4), named(queue + "-renewal"));
    renewals.setKeepAliveTime(IDLE_SECONDS, SECONDS);
    renewals.allowCoreThreadTimeOut(true);
    renewals.setRemoveOnCancelPolicy(true);
    return renewals;
  }

  static ScheduledExecutorService watch(String queue) {
    return new ScheduledThreadPoolExecutor(1, named(queue + "-watch"));
  }

  static ThreadFactory named(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
