package io.poolwright.worker.simulation;

import io.poolwright.worker.azure.AzureErrors;
import io.poolwright.worker.resilience.BreakerSettings;
import io.poolwright.worker.resilience.Breakers;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** A calm universe without workers, in which a test is a fiber like any other. */
final class Laboratory implements InvocationInterceptor {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "laboratory");
            thread.setDaemon(true);
            return thread;
          });

  private final Fibers fibers = new Fibers(THREADS, new Chance(1));
  final Surroundings around =
      new Surroundings(
          fibers, new Chance(1), Weather.calm(), Incident.none(), new Trace(false), new Tally());
  final Installation world = Installation.in(around);

  /** What a worker has between itself and everything else. */
  Wire wire() {
    var breakers =
        new Breakers(BreakerSettings.DEFAULT, AzureErrors::isStrain, new SimClock(around::now));
    return new Wire("tester", new Life(), around, world.watch(), breakers);
  }

  void pass(Duration time) {
    fibers.sleep(time.toMillis());
  }

  /** Has something done beside the test, which ends with its life. */
  void beside(Life life, Runnable body) {
    fibers.start(around.now(), life, body);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> test,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    var failure = new AtomicReference<@Nullable Throwable>();
    fibers.start(
        0,
        new Life(),
        () -> {
          try {
            test.proceed();
          } catch (Throwable e) {
            failure.set(e);
          }
        });
    try {
      fibers.runUntil(Duration.ofDays(1).toMillis());
    } finally {
      fibers.close();
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
