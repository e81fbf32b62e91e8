package io.poolwright.worker.azure;

import com.azure.core.util.SharedExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads by which the Azure SDK reads HTTP answers in time; one pool for the process. */
public final class SdkTimers {
  private static final int THREADS = 8;
  private static final ScheduledExecutorService TIMERS = timers();

  private SdkTimers() {}

  /**
   * Makes the SDK's timers last as long as the process. Its own are ended by a shutdown hook, which
   * the JVM runs beside the worker's; from then on no answer can be read ({@code
   * ByteArrayTimeoutResponseSubscriber} fails to set its timer), and every call of a worker that
   * drains would hang without a time-out.
   */
  public static void outliveShutdown() {
    SharedExecutorService.getInstance().setExecutorService(TIMERS);
  }

  private static ScheduledExecutorService timers() {
    var timers = new ScheduledThreadPoolExecutor(THREADS, SdkTimers::daemon);
    timers.setKeepAliveTime(30, TimeUnit.SECONDS);
    timers.allowCoreThreadTimeOut(true);
    timers.setRemoveOnCancelPolicy(true);
    return timers;
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "azure-timer");
    thread.setDaemon(true);
    return thread;
  }
}
