package io.poolwright.worker.azure;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Azure is and how to speak to it.
 *
 * @param armEndpoint scheme, host and port only: {@code https://management.azure.com}
 * @param tenant the Entra tenant, or null to leave the choice to the credential
 * @param batchApiVersion for everything below {@code Microsoft.Batch}
 * @param galleryApiVersion for everything below {@code Microsoft.Compute/galleries}
 */
public record AzureSettings(
    URI armEndpoint,
    @Nullable String tenant,
    Authentication authentication,
    String batchApiVersion,
    String galleryApiVersion,
    Timeouts timeouts) {
  public static final String BATCH_API_VERSION = "2025-06-01";
  public static final String GALLERY_API_VERSION = "2024-03-03";

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  /** How the worker proves who it is. */
  public enum Authentication {
    /** azure-identity's chain: environment, workload identity, managed identity, CLI. */
    DEFAULT,
    /** Not at all; for a local ARM only. */
    NONE
  }

  /**
   * How long to wait for ARM.
   *
   * @param connect for the connection
   * @param read for the next bytes of an answer
   * @param call for a whole call, a refreshed token included; an answer that drips in is cut off.
   *     No longer than {@code engine.callTimeout}, for which a lock is kept in reserve
   */
  public record Timeouts(Duration connect, Duration read, Duration call) {
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(20));
  }

  public AzureSettings {
    String scheme = Objects.requireNonNullElse(armEndpoint.getScheme(), "");
    boolean local = isLoopback(armEndpoint);
    require(armEndpoint.getHost() != null, "armEndpoint needs a scheme and a host");
    require(
        armEndpoint.getRawUserInfo() == null
            && armEndpoint.getRawQuery() == null
            && armEndpoint.getRawPath().matches("/?"),
        "armEndpoint must be scheme, host and port only");
    require(
        scheme.equals("https") || (scheme.equals("http") && authentication == Authentication.NONE),
        "armEndpoint must be https unless authentication is 'none': a token never travels in clear");
    require(
        authentication != Authentication.NONE || local,
        "authentication 'none' is for an ARM on loopback only; use 'default'");
  }

  /** The settings for an endpoint, everything else as Azure recommends it today. */
  public static AzureSettings of(URI armEndpoint, Authentication authentication) {
    return new AzureSettings(
        armEndpoint,
        null,
        authentication,
        BATCH_API_VERSION,
        GALLERY_API_VERSION,
        Timeouts.DEFAULT);
  }

  /** The scope of the token for ARM. */
  public String armScope() {
    return armOrigin() + "/.default";
  }

  /** The endpoint without a trailing slash. */
  public String armOrigin() {
    return armEndpoint.getScheme() + "://" + armEndpoint.getRawAuthority().toLowerCase(Locale.ROOT);
  }

  private static boolean isLoopback(URI uri) {
    return uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches();
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
