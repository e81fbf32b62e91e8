package io.poolwright.integration.process;

import com.azure.storage.blob.models.PageRange;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A fixed VHD of 24 MiB in storage, three islands of 4 MiB in a sea of zeros, and a job that asks
 * for a pool from it.
 */
record Source(Installation here, String job, PageBlobClient blob, String sas) {
  static final int MIB = 1 << 20;
  static final long DISK = 24L * MIB;
  static final int ISLANDS = 3;

  static Source upload(Installation here, String job) {
    return upload(here, job, footer -> {});
  }

  /** With a footer that is spoilt before its upload; the checksum is not mended. */
  static Source upload(Installation here, String job, Consumer<ByteBuffer> spoil) {
    PageBlobClient blob = here.container("vhds").getBlobClient(job + ".vhd").getPageBlobClient();
    blob.create(DISK + 512);
    for (int i = 0; i < ISLANDS; i++) {
      byte[] island = new byte[4 * MIB];
      new Random(job.hashCode() + (long) i).nextBytes(island);
      write(blob, 8L * i * MIB, island);
    }
    byte[] footer = new byte[512];
    fill(ByteBuffer.wrap(footer), spoil);
    write(blob, DISK, footer);
    var readable =
        new BlobServiceSasSignatureValues(
            OffsetDateTime.parse("2099-01-01T00:00:00Z"),
            new BlobSasPermission().setReadPermission(true));
    return new Source(here, job, blob, blob.generateSas(readable));
  }

  private static void write(PageBlobClient blob, long at, byte[] bytes) {
    var range = new PageRange().setStart(at).setEnd(at + bytes.length - 1);
    blob.uploadPages(range, new ByteArrayInputStream(bytes));
  }

  private static void fill(ByteBuffer footer, Consumer<ByteBuffer> spoil) {
    footer.put("conectix".getBytes(StandardCharsets.US_ASCII));
    footer.putInt(8, 2).putInt(12, 0x10000).putLong(16, -1).putLong(40, DISK).putLong(48, DISK);
    footer.putInt(60, 2).putInt(64, checksum(footer));
    spoil.accept(footer);
  }

  static int checksum(ByteBuffer footer) {
    int sum = 0;
    for (int at = 0; at < 512; at++) {
      sum += at >= 64 && at < 68 ? 0 : Byte.toUnsignedInt(footer.get(at));
    }
    return ~sum;
  }

  Source submit() {
    here.send(request("rollBack"), job);
    return this;
  }

  String request(String onFailure) {
    return """
        {"type":"io.poolwright.provision.v1","jobId":"%s",
         "image":{"source":{"type":"vhd","url":"%s","sas":"%s"},"osType":"Linux",
          "hyperVGeneration":"V2","definition":"%s"},
         "pool":{"id":"%s/pools/%s","properties":{"vmSize":"Standard_D2s_v3",
          "deploymentConfiguration":{"virtualMachineConfiguration":
           {"nodeAgentSkuId":"batch.node.ubuntu 22.04"}},
          "scaleSettings":{"fixedScale":{"targetDedicatedNodes":2}}}},
         "deadline":"PT10M","onFailure":"%s"}"""
        .formatted(
            job,
            blob.getBlobUrl(),
            sas,
            Installation.DEFINITION,
            Installation.ACCOUNT,
            job,
            onFailure);
  }

  /** The ranges that were sent to a staged blob. */
  int sent(String stagedVhd) {
    return here.storage
        .requests("PUT", stagedVhd.substring(stagedVhd.indexOf("/images/")), "comp=page")
        .size();
  }

  boolean isCopiedTo(String stagedVhd) {
    String name = stagedVhd.substring(stagedVhd.lastIndexOf('/') + 1);
    byte[] copy = here.container("images").getBlobClient(name).downloadContent().toBytes();
    return Arrays.equals(
        here.container("vhds").getBlobClient(job + ".vhd").downloadContent().toBytes(), copy);
  }
}
