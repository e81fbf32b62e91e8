package io.poolwright.contracts;

import java.util.List;
import java.util.stream.Collectors;

/** A request cannot be built; says all that is wrong at once, and nothing of any secret. */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidRequestException(List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> "%s: %s; %s".formatted(p.pointer(), p.problem(), p.remedy()))
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }
}
