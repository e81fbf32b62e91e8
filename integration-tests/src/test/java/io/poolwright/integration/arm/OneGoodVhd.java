package io.poolwright.integration.arm;

import io.poolwright.localazure.arm.Vhd;
import io.poolwright.localazure.arm.VhdReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A storage that has one blob, a fixed VHD of 64 MiB. */
final class OneGoodVhd implements VhdReader {
  static final URI URL = URI.create("http://127.0.0.1:10000/poolwrightlocal/images/good.vhd");
  private static final long SIZE = 64 << 20;
  private static final int FOOTER = 512;

  @Override
  public Optional<Vhd> head(URI blob) {
    return blob.equals(URL) ? Optional.of(new Vhd(SIZE + FOOTER, "PageBlob")) : Optional.empty();
  }

  @Override
  public byte[] range(URI blob, long offset, int length) {
    return Arrays.copyOfRange(footer(), FOOTER - length, FOOTER);
  }

  /** Cookie, sizes, type 2 (fixed) and checksum, as the VHD specification places them. */
  private static byte[] footer() {
    ByteBuffer footer = ByteBuffer.allocate(FOOTER);
    footer.put("conectix".getBytes(StandardCharsets.US_ASCII));
    footer.putLong(40, SIZE).putLong(48, SIZE).putInt(60, 2);
    int sum = 0;
    for (byte b : footer.array()) {
      sum += b & 0xff;
    }
    return footer.putInt(64, ~sum).array();
  }
}
