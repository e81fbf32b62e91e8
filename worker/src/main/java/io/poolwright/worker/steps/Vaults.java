package io.poolwright.worker.steps;

import io.poolwright.contracts.Secret;
import io.poolwright.contracts.SecretId;
import io.poolwright.worker.job.CallFailed;

/** Key Vaults as the steps see them. */
public interface Vaults {
  /**
   * What a secret holds at present. One call.
   *
   * @throws CallFailed in any case in which it cannot be had; nothing of its content is in that
   */
  Secret read(SecretId id);
}
