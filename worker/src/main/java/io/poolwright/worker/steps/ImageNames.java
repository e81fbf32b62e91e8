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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * Names that follow from the content of a VHD: its address, ETag and length. The same content gets
 * the same names, from whichever job and worker.
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
    byte[] hash = sha256(source.url() + "\n" + seen.etag() + "\n" + seen.length());
    int patch = new BigInteger(1, hash).mod(BigInteger.ONE.shiftLeft(PATCH_BITS)).intValueExact();
    String time = Integer.toString(Integer.parseInt(TIME.format(seen.lastModified())));
    return new ImageNames(
        HexFormat.of().formatHex(hash, 0, 16),
        DAY.format(seen.lastModified()) + "." + time + "." + patch);
  }

  StagedBlob stagedIn(Premises.Staging staging) {
    return new StagedBlob(
        URI.create(staging.container() + "/" + digest + ".vhd"), staging.account());
  }

  ArmId versionOf(ImageRequest image) {
    boolean auto = image.version().equals(ImageRequest.AUTO);
    return image.definition().child("versions", auto ? autoVersion : image.version());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
