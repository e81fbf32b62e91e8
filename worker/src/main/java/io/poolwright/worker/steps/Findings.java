package io.poolwright.worker.steps;

import io.poolwright.contracts.Problem;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects everything that is wrong, so that it can be answered at once, and apart from it what may
 * pass by itself or cannot be known for sure.
 */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  void add(String pointer, String problem, String remedy) {
    problems.add(new Problem(pointer, problem, remedy));
  }

  void addIf(boolean wrong, String pointer, String problem, String remedy) {
    if (wrong) {
      add(pointer, problem, remedy);
    }
  }

  void warn(String pointer, String problem, String remedy) {
    warnings.add(new Problem(pointer, problem, remedy));
  }

  void warnIf(boolean doubtful, String pointer, String problem, String remedy) {
    if (doubtful) {
      warn(pointer, problem, remedy);
    }
  }

  /**
   * Asks Azure. A lasting refusal is a finding about {@code pointer}; what may pass is thrown on,
   * so that the whole look is repeated.
   */
  <T> Optional<T> ask(String pointer, String remedy, Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (CallFailed e) {
      if (e.failure().kind() != Failure.Kind.PERMANENT) {
        throw e;
      }
      add(pointer, e.failure().code() + ": " + e.failure().detail(), remedy);
      return Optional.empty();
    }
  }

  /** As {@link #ask}, and an empty answer is a finding too. */
  <T> Optional<T> require(
      String pointer, String absent, String remedy, Supplier<Optional<T>> question) {
    int before = problems.size();
    Optional<T> answer = ask(pointer, remedy, question);
    addIf(answer.isEmpty() && problems.size() == before, pointer, absent, remedy);
    return answer;
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  List<Problem> warnings() {
    return List.copyOf(warnings);
  }
}
