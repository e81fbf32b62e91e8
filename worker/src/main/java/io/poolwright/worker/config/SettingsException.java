package io.poolwright.worker.config;

import java.util.List;

/** The settings are wrong; names every problem at once, and no value of a secret. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each: the setting, its environment variable, what is wrong, what it may be. */
  public List<String> problems() {
    return problems;
  }
}
