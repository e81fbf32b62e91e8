package io.poolwright.contracts;

/**
 * What others ask of Poolwright. On the wire each is one JSON document whose {@code type} names the
 * kind and the version.
 */
public sealed interface Request permits ProvisionRequest, CancelRequest {
  JobId jobId();
}
