package io.poolwright.worker.app;

import io.poolwright.worker.azure.AzureErrors;
import io.poolwright.worker.azure.SdkTimers;
import io.poolwright.worker.blob.BlobImageLedgers;
import io.poolwright.worker.blob.BlobJobStore;
import io.poolwright.worker.blob.BlobVhds;
import io.poolwright.worker.blob.StoreClock;
import io.poolwright.worker.config.Settings;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.document.SecretBox;
import io.poolwright.worker.engine.Advance;
import io.poolwright.worker.engine.Events;
import io.poolwright.worker.engine.JobEngine;
import io.poolwright.worker.engine.RequestDesk;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.Transitions;
import io.poolwright.worker.resilience.Breakers;
import io.poolwright.worker.resilience.GuardedArm;
import io.poolwright.worker.resilience.GuardedLedgers;
import io.poolwright.worker.resilience.GuardedStore;
import io.poolwright.worker.resilience.GuardedVaults;
import io.poolwright.worker.resilience.GuardedVhds;
import io.poolwright.worker.servicebus.MessagePump;
import io.poolwright.worker.servicebus.ServiceBus;
import io.poolwright.worker.steps.Steps;
import io.poolwright.worker.steps.VaultedVhds;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon: reads its two queues until it is closed. */
public final class WorkerApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerApp.class);

  private final MessagePump requests;
  private final MessagePump wakeups;
  private final ServiceBus bus;
  private final BlobVhds vhds;

  private WorkerApp(MessagePump requests, MessagePump wakeups, ServiceBus bus, BlobVhds vhds) {
    this.requests = requests;
    this.wakeups = wakeups;
    this.bus = bus;
    this.vhds = vhds;
  }

  /**
   * Starts to work.
   *
   * @throws CallFailed if storage refuses the container of job documents for good
   */
  public static WorkerApp start(Settings settings) {
    SdkTimers.outliveShutdown();
    var wiring = new Wiring(settings);
    Clients azure = Clients.open(wiring, settings.engine().callTimeout());
    StoreClock clock = azure.clock();
    var breakers = new Breakers(wiring.breaker(), AzureErrors::isStrain, clock);
    var arm = new GuardedArm(azure.arm(), breakers);
    var vhds = new BlobVhds(azure.storage(), clock);
    var vaults = new GuardedVaults(wiring.keyVault(azure.identity(), clock), breakers);
    var sources = new VaultedVhds(new GuardedVhds(vhds, breakers), vaults, clock);
    SecretBox box =
        settings.secrets().key() == null
            ? null
            : SecretBox.of(settings.secrets().key(), new SecureRandom());
    var blobs = new BlobJobStore(azure.storage(), new JobDocuments(box), UUID::randomUUID);
    prepare(blobs);
    var store = new GuardedStore(blobs, breakers);
    var ledgers =
        new GuardedLedgers(new BlobImageLedgers(azure.storage(), UUID::randomUUID), breakers);

    var bus = new ServiceBus(wiring.serviceBus(), azure.identity().orElse(null), clock);
    Events events = bus.events(URI.create("/poolwright/" + settings.name()));

    var steps = new Steps(arm, sources, ledgers, wiring.premises());
    var advance =
        new Advance(
            steps,
            Transitions.table(),
            wiring.policies(),
            wiring.pace(),
            clock,
            () -> ThreadLocalRandom.current().nextDouble());
    var engine =
        new JobEngine(store, events, bus.wakeups(), advance, new SecureRandom()::nextDouble);
    Duration deadline = settings.engine().defaultDeadline();
    var desk = new RequestDesk(store, events, engine, advance, deadline, clock);

    var app =
        new WorkerApp(
            bus.requestPump(desk::onRequest, store::isReachable),
            bus.wakeupPump(engine::onWakeup, store::isReachable),
            bus,
            vhds);
    app.requests.start();
    app.wakeups.start();
    return app;
  }

  /** A store that does not answer is waited for, as the broker is. */
  private static void prepare(BlobJobStore store) {
    try {
      store.prepare();
    } catch (CallFailed e) {
      if (e.failure().kind() == Failure.Kind.PERMANENT) {
        throw e;
      }
      LOG.warn("The job store does not answer yet: {}", e.getMessage());
    }
  }

  /** Is done when the broker has answered on both queues, however long it is away. */
  public CompletableFuture<Void> ready() {
    return CompletableFuture.allOf(requests.firstSuccess(), wakeups.firstSuccess());
  }

  /**
   * Drains: takes nothing new, ends or gives back what is in hand, and leaves no message locked. A
   * copy stops after the ranges that are in flight; whoever gets its next wake-up goes on.
   */
  @Override
  public void close() {
    vhds.close();
    var other = new Thread(requests::stop, "drain-requests");
    other.start();
    wakeups.stop();
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    bus.close();
  }
}
