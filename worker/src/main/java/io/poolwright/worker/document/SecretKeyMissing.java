package io.poolwright.worker.document;

/** A document with a secret was to be written, but the worker has no key to seal it with. */
public final class SecretKeyMissing extends IllegalStateException {
  private static final long serialVersionUID = 1;

  SecretKeyMissing() {
    super(
        "a SAS cannot be stored without a key; configure the worker's document key, or send"
            + " requests without a SAS");
  }
}
