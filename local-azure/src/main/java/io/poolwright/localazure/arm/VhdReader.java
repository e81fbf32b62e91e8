package io.poolwright.localazure.arm;

import java.net.URI;
import java.util.Optional;

/**
 * The simulator's eyes in storage. Both methods may throw an unchecked exception when storage
 * cannot be reached; the publication that wanted to look then fails.
 */
public interface VhdReader {
  /** Sees no blobs at all: for simulators without a storage beside them. */
  VhdReader NOTHING =
      new VhdReader() {
        @Override
        public Optional<Vhd> head(URI blob) {
          return Optional.empty();
        }

        @Override
        public byte[] range(URI blob, long offset, int length) {
          throw new IllegalStateException("there is no blob at " + blob.getPath());
        }
      };

  /** Length and type of a blob, or empty when there is none. */
  Optional<Vhd> head(URI blob);

  /** The {@code length} bytes from {@code offset} on. */
  byte[] range(URI blob, long offset, int length);
}
