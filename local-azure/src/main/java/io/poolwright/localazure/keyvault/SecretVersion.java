package io.poolwright.localazure.keyvault;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a secret held from one change to the next.
 *
 * @param version 32 hexadecimal digits
 * @param expires seconds since 1970, or null for never
 * @param created seconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SecretVersion(
    String version, String value, boolean enabled, @Nullable Long expires, long created) {

  /** A new one. */
  static SecretVersion of(String value, boolean enabled, @Nullable Long expires, Instant now) {
    String version = UUID.randomUUID().toString().replace("-", "");
    return new SecretVersion(version, value, enabled, expires, now.getEpochSecond());
  }

  /** Shows no value. */
  @Override
  public String toString() {
    return version;
  }
}
