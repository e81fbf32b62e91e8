package io.poolwright.worker.steps;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * VHDs whose SAS may lie in a Key Vault. It is read there when a source is needed; the steps, and
 * what they store, know no more than the secret's identifier.
 */
public final class VaultedVhds implements Vhds {
  private final Vhds vhds;
  private final SecretCache secrets;

  public VaultedVhds(Vhds vhds, Vaults vaults, InstantSource clock) {
    this.vhds = vhds;
    this.secrets = new SecretCache(vaults, clock);
  }

  @Override
  public Optional<SourceVhd> source(ImageSource.Vhd source) {
    return opened(source, vhds::source);
  }

  @Override
  public Optional<byte[]> footer(ImageSource.Vhd source, SourceVhd seen) {
    return opened(source, open -> vhds.footer(open, seen));
  }

  @Override
  public Optional<StagedVhd> staged(StagedBlob blob) {
    return vhds.staged(blob);
  }

  @Override
  public void begin(ImagePlan.OfVhd plan, JobId owner) {
    vhds.begin(plan, owner);
  }

  @Override
  public Slice copySlice(
      ImageSource.Vhd source, ImagePlan.OfVhd plan, JobId worker, Instant until) {
    return opened(source, open -> vhds.copySlice(open, plan, worker, until));
  }

  @Override
  public Slice restart(ImagePlan.OfVhd plan, JobId worker) {
    return vhds.restart(plan, worker);
  }

  @Override
  public void deleteStaged(StagedBlob blob, String etag) {
    vhds.deleteStaged(blob, etag);
  }

  /**
   * Makes a call with the SAS of a source. If it fails for good with a SAS from the cache, that may
   * have been replaced since: the vault is asked, and what it has anew is tried.
   *
   * @throws CallFailed also if the SAS cannot be had; {@code SecretIsNoSas} if the secret holds
   *     something else, which is sent nowhere
   */
  public <T> T opened(ImageSource.Vhd source, Function<ImageSource.Vhd, T> call) {
    SecretId id = source.sasSecretId();
    if (id == null) {
      return call.apply(source);
    }
    Optional<Secret> known = secrets.known(id);
    if (known.isEmpty()) {
      return call.apply(with(secrets.fresh(id), source));
    }
    try {
      return call.apply(with(known.get(), source));
    } catch (CallFailed e) {
      Secret now = e.failure().kind() == Failure.Kind.PERMANENT ? secrets.fresh(id) : known.get();
      if (now.equals(known.get())) {
        throw e;
      }
      return call.apply(with(now, source));
    }
  }

  private static ImageSource.Vhd with(Secret secret, ImageSource.Vhd source) {
    return source
        .openedWith(secret)
        .orElseThrow(
            () ->
                new CallFailed(
                    Failure.lasting(
                        "SecretIsNoSas",
                        "the secret "
                            + source.sasSecretId()
                            + " holds no SAS, no query with \"sig=\" in it; it was sent nowhere")));
  }
}
