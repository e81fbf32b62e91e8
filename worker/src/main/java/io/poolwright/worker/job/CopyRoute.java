package io.poolwright.worker.job;

/**
 * An engine that took over from another one, and why.
 *
 * @param code stable, of the reason: {@code PutPageFromUrlRefused}, {@code CopyStalled}…
 * @param reason for people
 */
public record CopyRoute(CopyEngine engine, String code, String reason) {
  /** With what went wrong before. */
  public static CopyRoute instead(CopyEngine engine, String code, String detail) {
    return new CopyRoute(engine, code, detail + ". The copy goes on by " + engine + ".");
  }
}
