package io.poolwright.worker.cli;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that nothing has had before. */
final class NewName {
  private static final SecureRandom RANDOM = new SecureRandom();

  private NewName() {}

  /** {@code begin-1a2b3c4d}. */
  static String of(String begin) {
    byte[] bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    return begin + "-" + HexFormat.of().formatHex(bytes);
  }
}
