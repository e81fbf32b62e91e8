package io.poolwright.contracts;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names a secret in an Azure Key Vault as Key Vault itself does: {@code
 * https://{vault}.vault.azure.net/secrets/{name}} for its newest version, or with {@code
 * /{version}} behind it. It says where a secret is; it is none, and may be shown.
 *
 * @param value the identifier; plain http is for 127.0.0.1 and localhost only
 */
public record SecretId(String value) {
  /** What an identifier looks like, for schemas. */
  static final String PATTERN =
      "^(https://[A-Za-z0-9.-]*[A-Za-z0-9](:\\d{1,5})?|http://(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?)"
          + "/secrets/[0-9A-Za-z-]{1,127}(/[0-9a-f]{32})?$";

  static final int LONGEST = 512;

  private static final Pattern SHAPE = Pattern.compile(PATTERN);
  private static final int NAME_AT = 4;

  public SecretId {
    if (value.length() > LONGEST || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not the identifier of a Key Vault secret");
    }
  }

  /** The vault that it is in, {@code https://contoso.vault.azure.net}, in lower case. */
  public URI vault() {
    String origin = value.substring(0, value.indexOf("/secrets/")).toLowerCase(Locale.ROOT);
    return URI.create(origin.startsWith("https:") ? origin.replaceFirst(":443$", "") : origin);
  }

  /** What the secret is called in its vault. */
  public String name() {
    return parts()[NAME_AT];
  }

  /** Empty for the newest one. */
  public String version() {
    return parts().length > NAME_AT + 1 ? parts()[NAME_AT + 1] : "";
  }

  private String[] parts() {
    return value.split("/");
  }

  @Override
  public String toString() {
    return value;
  }
}
