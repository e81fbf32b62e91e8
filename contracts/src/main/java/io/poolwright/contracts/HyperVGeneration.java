package io.poolwright.contracts;

/** The generation of the virtual machine that an image boots: {@code V1} BIOS, {@code V2} UEFI. */
public enum HyperVGeneration {
  V1,
  V2
}
