package io.poolwright.localazure.arm.core;

import java.util.Locale;

/** Region names: ARM takes {@code West Europe} and {@code westeurope} for the same. */
public final class Region {
  private Region() {}

  public static String normal(String name) {
    return name.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  public static boolean same(String one, String other) {
    return normal(one).equals(normal(other));
  }
}
