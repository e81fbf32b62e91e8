package io.poolwright.worker.steps;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Azure says of a VM size or of an image definition, in its own words. Neither the case of a
 * name nor that of a value is to be relied on.
 *
 * @param values by name; what Azure does not say is not there
 */
public record Features(Map<String, String> values) {
  /** Nothing is known. */
  public static final Features NONE = new Features(Map.of());

  public Features {
    values = Map.copyOf(values);
  }

  /** The value of that name. */
  public Optional<String> value(String name) {
    var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(values);
    return Optional.ofNullable(byName.get(name));
  }

  boolean is(String name, String value) {
    return value(name).filter(value::equalsIgnoreCase).isPresent();
  }

  /** The parts of {@code SCSI, NVMe}, in upper case; empty if Azure does not say. */
  Set<String> list(String name) {
    return Arrays.stream(value(name).orElse("").toUpperCase(Locale.ROOT).split("[, ]+"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toSet());
  }
}
