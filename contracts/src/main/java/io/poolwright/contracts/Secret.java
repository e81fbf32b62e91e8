package io.poolwright.contracts;

/**
 * Text that must never be seen: it prints as stars wherever it is logged, thrown or concatenated.
 *
 * @param reveal the text itself, to be called only where it goes to its addressee
 */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
