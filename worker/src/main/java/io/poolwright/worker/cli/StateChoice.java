package io.poolwright.worker.cli;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code --state} takes: a state by its label, or a group of them. */
enum StateChoice {
  RUNNING("running"),
  ENDED("ended"),
  VALIDATING("validating"),
  CLAIMING_IMAGE("claimingImage"),
  COPYING_IMAGE("copyingImage"),
  WAITING_GENERALIZED("waitingGeneralized"),
  CREATING_POOL("creatingPool"),
  ROLLING_BACK("rollingBack"),
  KEEPING_IMAGE("keepingImage"),
  SUCCEEDED("succeeded"),
  FAILED("failed"),
  REJECTED("rejected"),
  CANCELLED("cancelled");

  private final String label;

  StateChoice(String label) {
    this.label = label;
  }

  /** The labels of all the states that were chosen. */
  static Set<String> labels(Collection<StateChoice> choices) {
    return choices.stream()
        .flatMap(choice -> choice.states().stream())
        .map(StateChoice::toString)
        .collect(Collectors.toSet());
  }

  private Set<StateChoice> states() {
    return switch (this) {
      case RUNNING -> EnumSet.range(VALIDATING, KEEPING_IMAGE);
      case ENDED -> EnumSet.range(SUCCEEDED, CANCELLED);
      default -> EnumSet.of(this);
    };
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return label;
  }
}
