package io.poolwright.worker.engine;

import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.worker.job.Job;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two requests ask for the same. */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 of the canonical request without its SAS, which may be renewed between two tries. */
  public static String of(ProvisionRequest request) {
    try {
      byte[] bytes = RequestCodec.encode(Job.withoutSas(request));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
