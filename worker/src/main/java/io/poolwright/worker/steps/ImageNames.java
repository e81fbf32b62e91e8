package io.poolwright.worker.steps;

import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageRequest;
import io.poolwright.contracts.ImageSource;
import io.poolwright.worker.job.StagedBlob;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names that follow from the content: a VHD's address, ETag and length, or the id and stamp of what
 * Compute captures. The same content gets the same names, from whichever job and worker.
 */
record ImageNames(String digest, String autoVersion) {
  /** Bits of the digest in the third number of a version, which is a signed 32-bit integer. */
  private static final int PATCH_BITS = 31;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC);

  /**
   * The version is {@code yyyyMMdd.HHmmss.n} of the blob's last change, so that the newest image
   * has the highest number and is what a gallery calls latest; {@code n} comes from the digest.
   */
  static ImageNames of(ImageSource.Vhd source, SourceVhd seen) {
    String content = source.url() + "\n" + seen.etag() + "\n" + seen.length();
    return of(sha256(content), seen.lastModified());
  }

  /**
   * Of a disk that Compute captures. Where nobody knows when it was made, its version is {@code
   * 1.0.n}.
   */
  static ImageNames of(ArmId source, SourceDisk seen) {
    byte[] hash = sha256(source.toString().toLowerCase(Locale.ROOT) + "\n" + seen.stamp());
    return seen.madeAt() == null
        ? new ImageNames(digest(hash), "1.0." + patch(hash))
        : of(hash, seen.madeAt());
  }

  private static ImageNames of(byte[] hash, Instant since) {
    String time = Integer.toString(Integer.parseInt(TIME.format(since)));
    return new ImageNames(digest(hash), DAY.format(since) + "." + time + "." + patch(hash));
  }

  private static String digest(byte[] hash) {
    return HexFormat.of().formatHex(hash, 0, 16);
  }

  private static int patch(byte[] hash) {
    return new BigInteger(1, hash).mod(BigInteger.ONE.shiftLeft(PATCH_BITS)).intValueExact();
  }

  StagedBlob stagedIn(Premises.Staging staging) {
    return new StagedBlob(
        URI.create(staging.container() + "/" + digest + ".vhd"), staging.account());
  }

  ArmId versionOf(ImageRequest image, ArmId definition) {
    String asked = image.version();
    String number = asked == null || asked.equals(ImageRequest.AUTO) ? autoVersion : asked;
    return definition.child("versions", number);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
