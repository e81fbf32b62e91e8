package io.poolwright.localazure.arm.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ARM id, e.g. {@code /subscriptions/{s}/resourceGroups/{g}/providers/Microsoft.Batch/
 * batchAccounts/{a}}. Keeps the spelling it was first written with; two ids are the same thing when
 * their {@link #key()} is.
 */
public record ResourceId(@JsonValue String text) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ResourceId {}

  /** The id without regard to letter case, to compare and to look up by. */
  public String key() {
    return text.toLowerCase(Locale.ROOT);
  }

  public ResourceId child(String type, String name) {
    return new ResourceId(text + "/" + type + "/" + name);
  }

  /** The last segment: the resource's own name. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The segment after the given one, e.g. the name of the {@code galleries} in the id. */
  public Optional<String> after(String segment) {
    List<String> segments = segments();
    for (int at = 0; at + 1 < segments.size(); at++) {
      if (segments.get(at).equalsIgnoreCase(segment)) {
        return Optional.of(segments.get(at + 1));
      }
    }
    return Optional.empty();
  }

  /** The id one level up: without the last type and name. */
  public ResourceId parent() {
    List<String> segments = segments();
    return new ResourceId("/" + String.join("/", segments.subList(0, segments.size() - 2)));
  }

  public boolean sameAs(ResourceId other) {
    return key().equals(other.key());
  }

  public boolean isUnder(ResourceId scope) {
    return key().startsWith(scope.key() + "/");
  }

  private List<String> segments() {
    return Stream.of(text.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
