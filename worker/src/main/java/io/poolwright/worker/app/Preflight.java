package io.poolwright.worker.app;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.worker.blob.BlobImageLedgers;
import io.poolwright.worker.blob.BlobVhds;
import io.poolwright.worker.blob.CopyLeft;
import io.poolwright.worker.config.Settings;
import io.poolwright.worker.engine.Fingerprint;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.Job;
import io.poolwright.worker.job.Observation;
import io.poolwright.worker.steps.Arm;
import io.poolwright.worker.steps.StagedVhd;
import io.poolwright.worker.steps.Steps;
import io.poolwright.worker.steps.VaultedVhds;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Looks at what a job would find, through the worker's own steps and adapters, and never acts. Asks
 * with the identity of whoever runs it, which may see more or less than the workers do.
 */
public final class Preflight implements AutoCloseable {
  private final Arm arm;
  private final BlobVhds vhds;
  private final VaultedVhds sources;
  private final Steps steps;
  private final Duration defaultDeadline;

  private Preflight(
      Arm arm, BlobVhds vhds, VaultedVhds sources, Steps steps, Duration defaultDeadline) {
    this.arm = arm;
    this.vhds = vhds;
    this.sources = sources;
    this.steps = steps;
    this.defaultDeadline = defaultDeadline;
  }

  /** Looks where a worker with these settings would look. */
  public static Preflight of(Settings settings) {
    var wiring = new Wiring(settings);
    Clients azure = Clients.open(wiring, Clients.PATIENCE);
    var vhds = new BlobVhds(azure.storage(), azure.clock());
    var ledgers = new BlobImageLedgers(azure.storage(), UUID::randomUUID);
    var vaults = wiring.keyVault(azure.identity(), azure.clock());
    var sources = new VaultedVhds(vhds, vaults, azure.clock());
    var steps = new Steps(azure.arm(), sources, ledgers, wiring.premises());
    return new Preflight(azure.arm(), vhds, sources, steps, settings.engine().defaultDeadline());
  }

  /**
   * What VALIDATE would say now.
   *
   * @throws CallFailed if Azure did not answer, so that nothing can be said
   */
  public Observation validate(ProvisionRequest request, Instant now) {
    return steps.look(accepted(request, now));
  }

  private Job accepted(ProvisionRequest request, Instant now) {
    Instant deadline =
        request.deadline() == null ? now.plus(defaultDeadline) : request.deadline().from(now);
    return Job.accepted(request, new Job.Admission(Fingerprint.of(request), now, deadline));
  }

  /** Whether the pool is there; a request fits only if its own job has made it. */
  public boolean isPoolThere(ProvisionRequest request) {
    return arm.pool(request.pool().id()).isPresent();
  }

  /** Whether the staged copy is there, copied and verified. */
  public boolean isStaged(ImagePlan.OfVhd plan) {
    return vhds.staged(plan.staged()).map(StagedVhd::complete).orElse(false);
  }

  /** What is left to be copied of the source. */
  public CopyLeft copyLeft(ProvisionRequest request, ImagePlan.OfVhd plan) {
    return sources.opened(
        (ImageSource.Vhd) request.image().source(), source -> vhds.left(source, plan));
  }

  @Override
  public void close() {
    vhds.close();
  }
}
