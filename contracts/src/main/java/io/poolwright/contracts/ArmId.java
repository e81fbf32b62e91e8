package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a resource below a resource group, as Azure Resource Manager writes it: {@code
 * /subscriptions/{guid}/resourceGroups/{group}/providers/{namespace}/{type}/{name}…}.
 *
 * <p>Two ids that differ only in case are equal, as they are for ARM.
 */
public final class ArmId {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_()-][A-Za-z0-9._()-]{0,89}");
  private static final int PROVIDER_AT = 6;

  private final String text;
  private final List<String> segments;

  private ArmId(String text, List<String> segments) {
    this.text = text;
    this.segments = segments;
  }

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException if the text is no such id; the message says why without
   *     repeating the text
   */
  @JsonCreator
  public static ArmId parse(String text) {
    List<String> parts = Arrays.asList(text.split("/", -1));
    require(parts.size() >= PROVIDER_AT + 3 && parts.get(0).isEmpty(), "it is too short");
    require(parts.get(1).equalsIgnoreCase("subscriptions"), "it must begin with /subscriptions/");
    require(GUID.matcher(parts.get(2)).matches(), "its subscription is not a GUID");
    require(parts.get(3).equalsIgnoreCase("resourceGroups"), "it has no resource group");
    require(parts.get(5).equalsIgnoreCase("providers"), "it has no provider");
    require(parts.size() % 2 == 1, "a resource type lacks its name");
    for (String part : parts.subList(4, parts.size())) {
      require(
          NAME.matcher(part).matches() && !part.endsWith("."), "a part has a forbidden character");
    }
    return new ArmId(text, List.copyOf(parts));
  }

  private static void require(boolean holds, String why) {
    if (!holds) {
      throw new IllegalArgumentException("not an ARM id: " + why);
    }
  }

  public String subscription() {
    return segments.get(2);
  }

  public String resourceGroup() {
    return segments.get(4);
  }

  /** The full type, such as {@code Microsoft.Batch/batchAccounts/pools}. */
  public String type() {
    StringBuilder type = new StringBuilder(segments.get(PROVIDER_AT));
    for (int i = PROVIDER_AT + 1; i < segments.size(); i += 2) {
      type.append('/').append(segments.get(i));
    }
    return type.toString();
  }

  public boolean isOf(String type) {
    return type().equalsIgnoreCase(type);
  }

  /** The last segment: the resource's own name. */
  public String name() {
    return segments.get(segments.size() - 1);
  }

  /** The resource that this one is part of, or empty if it stands by itself. */
  public Optional<ArmId> parent() {
    int size = segments.size() - 2;
    return size < PROVIDER_AT + 3
        ? Optional.empty()
        : Optional.of(
            new ArmId(String.join("/", segments.subList(0, size)), segments.subList(0, size)));
  }

  /** A resource below this one. */
  public ArmId child(String type, String name) {
    return parse(text + "/" + type + "/" + name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArmId id && id.text.equalsIgnoreCase(text);
  }

  @Override
  public int hashCode() {
    return text.toLowerCase(Locale.ROOT).hashCode();
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
