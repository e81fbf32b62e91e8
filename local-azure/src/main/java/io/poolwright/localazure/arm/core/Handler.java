package io.poolwright.localazure.arm.core;

/** Answers the requests of one route; a refusal is an {@link ArmException}. */
@FunctionalInterface
public interface Handler {
  ArmResponse handle(ArmRequest request);
}
