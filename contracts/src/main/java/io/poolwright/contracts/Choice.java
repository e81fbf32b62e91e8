package io.poolwright.contracts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A text that must be one of a few. */
record Choice<T>(Map<String, T> meanings) implements TextRule<T> {
  /** One of these values, each called by its name on the wire. */
  static <T> Choice<T> of(T[] values, Function<T, String> wireName) {
    Map<String, T> meanings = new LinkedHashMap<>();
    for (T value : values) {
      meanings.put(wireName.apply(value), value);
    }
    return new Choice<>(meanings);
  }

  @Override
  public String expected() {
    List<String> names = new ArrayList<>(meanings.keySet());
    return (names.size() == 1 ? "" : "one of ") + "\"" + String.join("\", \"", names) + "\"";
  }

  @Override
  public @Nullable T read(String text, Place at) {
    T meaning = meanings.get(text);
    if (meaning == null) {
      at.refuse(
          Shown.text(text) + " is not known here",
          "make it " + expected() + Nearest.hint(text, meanings.keySet()));
    }
    return meaning;
  }
}
