package io.poolwright.localazure.arm;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Blobs of a storage that a test makes up: their length, their type and their last 512 bytes. */
final class Vhds implements VhdReader {
  static final String GOOD = "http://127.0.0.1:10000/poolwrightlocal/images/good.vhd";
  static final long MIB = 1024 * 1024;
  private static final int FOOTER = 512;

  private record Blob(long length, String type, ByteBuffer footer) {}

  private final Map<String, Blob> blobs = new HashMap<>();

  Vhds() {
    put(GOOD, 64 * MIB + FOOTER, "PageBlob", footer(64 * MIB, 2));
  }

  void put(String uri, long length, String type, byte[] footer) {
    blobs.put(uri, new Blob(length, type, ByteBuffer.wrap(footer)));
  }

  /** A footer as the VHD specification lays it out; type 2 is fixed, 3 dynamic, 4 differencing. */
  static byte[] footer(long virtualSize, int type) {
    ByteBuffer footer = ByteBuffer.allocate(FOOTER);
    footer.put("conectix".getBytes(StandardCharsets.US_ASCII));
    footer.putLong(40, virtualSize).putLong(48, virtualSize).putInt(60, type);
    int sum = 0;
    for (byte b : footer.array()) {
      sum += b & 0xff;
    }
    footer.putInt(64, ~sum);
    return footer.array();
  }

  @Override
  public Optional<Vhd> head(URI blob) {
    return Optional.ofNullable(blobs.get(blob.toString()))
        .map(found -> new Vhd(found.length(), found.type()));
  }

  @Override
  public byte[] range(URI blob, long offset, int length) {
    byte[] footer = Objects.requireNonNull(blobs.get(blob.toString())).footer().array();
    return Arrays.copyOfRange(footer, FOOTER - length, FOOTER);
  }
}
