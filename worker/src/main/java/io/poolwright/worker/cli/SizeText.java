package io.poolwright.worker.cli;

import java.util.Locale;

/** Bytes in the unit that suits them, with no more digits than anybody reads. */
final class SizeText {
  private static final double MEBIBYTE = 1 << 20;
  private static final double GIBIBYTE = 1 << 30;
  private static final long MANY = 10L << 30;

  private SizeText() {}

  /** {@code 48.0 MiB}, {@code 256 MiB} or {@code 30.0 GiB}. */
  static String of(long bytes) {
    return number(bytes, unit(bytes)) + name(bytes);
  }

  /** {@code 12.0 of 48.0 MiB}: both in the unit of the whole. */
  static String part(long done, long total) {
    return "%s of %s%s"
        .formatted(number(done, unit(total), total), number(total, unit(total)), name(total));
  }

  private static double unit(long bytes) {
    return bytes < MANY ? MEBIBYTE : GIBIBYTE;
  }

  private static String name(long bytes) {
    return bytes < MANY ? " MiB" : " GiB";
  }

  private static String number(long bytes, double unit) {
    return number(bytes, unit, bytes);
  }

  /** With as many digits as {@code like} has. */
  private static String number(long bytes, double unit, long like) {
    return String.format(Locale.ROOT, like / unit < 100 ? "%.1f" : "%.0f", bytes / unit);
  }
}
