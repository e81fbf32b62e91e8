package io.poolwright.worker.inventory;

import io.poolwright.contracts.ArmId;
import io.poolwright.worker.job.CallFailed;
import java.util.List;

/** Lists what bears the mark of a job. Every method may throw {@link CallFailed}. */
public interface Stock {
  /** The versions of an image definition. */
  List<Marked> versions(ArmId definition);

  /** The staged blobs of all regions. */
  List<Marked> blobs();

  /** In the ledgers of all images, one for each job. */
  List<Marked> claims();
}
