package io.poolwright.contracts;

import org.jspecify.annotations.Nullable;

/**
 * The identifier of a Key Vault secret: its shape. Whether its vault may be read is the worker's
 * allow-list to say. What was given is never shown: it may be a SAS in the wrong place.
 */
record SecretIdRule() implements TextRule<SecretId> {
  @Override
  public String expected() {
    return "the identifier of a Key Vault secret, https://{vault}.vault.azure.net/secrets/{name}";
  }

  @Override
  public @Nullable SecretId read(String text, Place at) {
    try {
      return new SecretId(text);
    } catch (IllegalArgumentException e) {
      refuse(text, at);
      return null;
    }
  }

  private void refuse(String text, Place at) {
    if (text.contains("sig=")) {
      at.refuse("it looks like a SAS, and is to name a secret that holds one", "use \"sas\"");
    } else if (text.contains("?") || text.contains("#")) {
      at.refuse("the identifier has a query or a fragment", "leave out what follows its path");
    } else {
      at.refuse("it is no identifier of a secret", "make it " + expected());
    }
  }
}
