package io.poolwright.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** The operating system family of an image, in the spelling of Azure Compute. */
public enum OsType {
  LINUX("Linux"),
  WINDOWS("Windows");

  private final String azureName;

  OsType(String azureName) {
    this.azureName = azureName;
  }

  /** Azure's spelling, also the one in requests. */
  @JsonValue
  public String azureName() {
    return azureName;
  }
}
