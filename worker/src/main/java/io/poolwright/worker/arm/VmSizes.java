package io.poolwright.worker.arm;

import io.poolwright.worker.steps.ImageVersion;
import io.poolwright.worker.steps.VmSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The VM sizes of a subscription and region, asked for anew every ten minutes: the list is long,
 * seldom changes, and every job needs one line of it.
 */
final class VmSizes {
  static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST_LISTS = 64;
  private static final String PREFIX = "standard_";

  private final BiFunction<String, String, List<VmSize>> source;
  private final Clock clock;
  private final Map<Place, Sizes> lists =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Sizes> eldest) {
          return size() > MOST_LISTS;
        }
      };

  private record Place(String subscription, String region) {}

  private record Sizes(Instant until, Map<String, VmSize> byName) {}

  /**
   * @param source asks Azure, by subscription and region
   */
  VmSizes(BiFunction<String, String, List<VmSize>> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** The size of that name, in any case, with or without {@code Standard_}. */
  Optional<VmSize> find(String subscription, String region, String name) {
    Place place = new Place(subscription.toLowerCase(Locale.ROOT), ImageVersion.shortForm(region));
    return Optional.ofNullable(sizes(place).get(key(name)));
  }

  /** Two threads may ask Azure at once; the wait for the answer holds no lock. */
  private Map<String, VmSize> sizes(Place place) {
    synchronized (lists) {
      Sizes kept = lists.get(place);
      if (kept != null && clock.instant().isBefore(kept.until)) {
        return kept.byName;
      }
    }
    Map<String, VmSize> byName = new LinkedHashMap<>();
    source.apply(place.subscription, place.region).forEach(s -> byName.put(key(s.name()), s));
    synchronized (lists) {
      lists.put(place, new Sizes(clock.instant().plus(KEPT), byName));
    }
    return byName;
  }

  private static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
  }
}
