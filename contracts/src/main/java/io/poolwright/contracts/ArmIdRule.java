package io.poolwright.contracts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a resource of one type.
 *
 * @param type the full ARM type
 * @param name what the resource's own name must match
 * @param parentName what the name of the resource around it must match, if that matters
 */
record ArmIdRule(String type, String name, @Nullable String parentName) implements TextRule<ArmId> {
  private static final int LONGEST = 1024;

  @Override
  public String expected() {
    return "the full ARM id of a " + type;
  }

  @Override
  public @Nullable ArmId read(String text, Place at) {
    if (text.length() > LONGEST) {
      at.refuse("the id has more than %d characters".formatted(LONGEST), "make it " + expected());
      return null;
    }
    ArmId id;
    try {
      id = ArmId.parse(text);
    } catch (IllegalArgumentException e) {
      at.refuse(String.valueOf(e.getMessage()), "make it " + expected());
      return null;
    }
    if (!id.isOf(type)) {
      at.refuse("it is the id of a " + Shown.text(id.type()), "make it " + expected());
      return null;
    }
    checkName(id, name, at);
    String pattern = parentName;
    if (pattern != null) {
      id.parent().ifPresent(parent -> checkName(parent, pattern, at));
    }
    return id;
  }

  private static void checkName(ArmId id, String pattern, Place at) {
    if (!Pattern.matches(pattern, id.name())) {
      at.refuse(
          "the name %s does not suit a %s".formatted(Shown.text(id.name()), id.type()),
          "use a name that matches " + pattern);
    }
  }
}
