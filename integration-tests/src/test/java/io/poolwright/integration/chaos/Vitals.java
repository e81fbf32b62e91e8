package io.poolwright.integration.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process takes of the machine.
 *
 * @param resident mebibytes of memory
 */
record Vitals(long resident, long threads) {
  static final Vitals NONE = new Vitals(0, 0);

  /** Far above what a worker needs with a heap of 128 MiB, and far below what a leak would take. */
  private static final Vitals BOUNDS = new Vitals(400, 200);

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

  /** As Linux tells it; other systems do not, and neither does a process that is over. */
  static Vitals of(long pid) {
    try {
      String status = Files.readString(Path.of("/proc/" + pid + "/status"));
      long kib = number(RESIDENT, status).orElse(0L);
      return new Vitals(kib / 1024, number(THREADS, status).orElse(0L));
    } catch (IOException e) {
      return NONE;
    }
  }

  Vitals max(Vitals other) {
    return new Vitals(Math.max(resident, other.resident), Math.max(threads, other.threads));
  }

  boolean exceedsBounds() {
    return resident > BOUNDS.resident || threads > BOUNDS.threads;
  }

  private static Optional<Long> number(Pattern pattern, String status) {
    Matcher matcher = pattern.matcher(status);
    return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
  }
}
