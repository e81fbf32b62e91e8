package io.poolwright.worker.blob;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The HTTP client below the storage SDK. */
public final class StorageHttp {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int THREADS = 4;

  private StorageHttp() {}

  /**
   * A client on few threads, which end when idle.
   *
   * @param answer how long a single try may take. The SDK's own try timeout does not end a blocking
   *     call, because that blocks before its timer can be heard; this one does
   */
  public static HttpClient newClient(Duration answer) {
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            StorageHttp::daemon);
    threads.allowCoreThreadTimeOut(true);
    return new JdkHttpClientBuilder()
        .executor(threads)
        .connectionTimeout(CONNECT)
        .responseTimeout(answer)
        .readTimeout(answer)
        .writeTimeout(answer)
        .build();
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "storage-http");
    thread.setDaemon(true);
    return thread;
  }
}
