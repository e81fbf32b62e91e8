package io.poolwright.localazure.arm.compute;

import java.time.Instant;

/**
 * What a virtual machine's power is, or will be.
 *
 * @param doing the state on the way, e.g. deallocating
 * @param state the state reached, e.g. deallocated
 * @param since when that is reached
 */
public record Power(String doing, String state, Instant since) {
  String at(Instant now) {
    return now.isBefore(since) ? doing : state;
  }

  boolean isChanging(Instant now) {
    return now.isBefore(since);
  }
}
