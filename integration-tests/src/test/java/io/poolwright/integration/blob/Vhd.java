package io.poolwright.integration.blob;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.poolwright.contracts.ArmId;
import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.job.ImagePlan;
import io.poolwright.worker.job.StagedBlob;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

/**
 * A source with islands of data in a sea of zeros, and where it is to be copied to.
 *
 * @param zeros bytes of the source that were never written
 */
record Vhd(BlobRoom room, BlobClient blob, BlobClient staged, long length, long zeros) {
  static final int MIB = 1024 * 1024;

  private static final ArmId ACCOUNT =
      ArmId.parse(
          "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright"
              + "/providers/Microsoft.Storage/storageAccounts/poolwrightlocal");
  private static final ArmId VERSION =
      ArmId.parse(
          "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-poolwright"
              + "/providers/Microsoft.Compute/galleries/poolwright_gallery"
              + "/images/ubuntu-2204-gen2/versions/1.0.0");

  /**
   * 32 MiB and a footer: an island of one page at each of {@code places} MiB, 1 MiB from 16 MiB on,
   * and 9 MiB, three requests, from 20 MiB on.
   */
  static Vhd create(BlobRoom room, String account, int... places) {
    String name = UUID.randomUUID() + ".vhd";
    long length = 32L * MIB + 512;
    var vhd =
        new Vhd(
            room,
            room.blob(account, "vhds", name),
            room.blob(BlobRoom.OWN, "images", name),
            length,
            length - 10L * MIB - 512L * (places.length + 1));
    vhd.blob.getPageBlobClient().create(length);
    for (int place : places) {
      vhd.write((long) place * MIB, 512, place);
    }
    vhd.write(16L * MIB, MIB, 16);
    for (int i = 0; i < 3; i++) {
      vhd.write((20L + 3L * i) * MIB, 3 * MIB, i);
    }
    vhd.write(length - 512, 512, 99);
    return vhd;
  }

  void write(long at, int bytes, long seed) {
    byte[] data = new byte[bytes];
    new Random(seed).nextBytes(data);
    var pages = new PageRange().setStart(at).setEnd(at + bytes - 1);
    blob.getPageBlobClient().uploadPages(pages, new ByteArrayInputStream(data));
  }

  ImageSource.Vhd bySas() {
    return bySasUntil(Instant.parse("2099-01-01T00:00:00Z"));
  }

  ImageSource.Vhd bySasUntil(Instant end) {
    var readable =
        new BlobServiceSasSignatureValues(
            end.atOffset(ZoneOffset.UTC), new BlobSasPermission().setReadPermission(true));
    return bySas(blob.generateSas(readable));
  }

  ImageSource.Vhd bySas(String sas) {
    return new ImageSource.Vhd(URI.create(blob.getBlobUrl()), new Secret(sas));
  }

  ImageSource.Vhd byIdentity() {
    return new ImageSource.Vhd(URI.create(blob.getBlobUrl()), null);
  }

  /** The plan for the source as it is now. */
  ImagePlan.OfVhd plan() {
    return new ImagePlan.OfVhd(
        blob.getProperties().getETag(), length, stagedBlob(), VERSION, "westeurope", "westeurope");
  }

  StagedBlob stagedBlob() {
    return new StagedBlob(URI.create(staged.getBlobUrl()), ACCOUNT);
  }

  /** Of the staged blob alone; the source has the same name in another container. */
  String stagedPath() {
    return "/images/" + staged.getBlobName();
  }

  /** How many ranges were sent to the staged blob since the room was calmed. */
  int sent() {
    return room.requests("PUT", stagedPath(), "comp=page").size();
  }

  boolean isCopied() {
    return Arrays.equals(blob.downloadContent().toBytes(), staged.downloadContent().toBytes());
  }
}
