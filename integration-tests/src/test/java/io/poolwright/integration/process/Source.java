package io.poolwright.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.specialized.PageBlobClient;
import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A fixed VHD of 24 MiB in storage, three islands of 4 MiB in a sea of zeros, and a job that asks
 * for a pool from it.
 */
record Source(Installation here, String job, PageBlobClient blob, String sas) {
  static final int ISLANDS = 3;
  private static final int MIB = 1 << 20;
  private static final SparseVhd VHD = new SparseVhd(24L * MIB, ISLANDS, 4 * MIB);

  static Source upload(Installation here, String job) {
    return upload(here, job, footer -> {});
  }

  /** With a footer that is spoilt before its upload; the checksum is not mended. */
  static Source upload(Installation here, String job, Consumer<ByteBuffer> spoil) {
    PageBlobClient blob = VHD.upload(here.container("vhds"), job, spoil);
    return new Source(here, job, blob, SparseVhd.readable(blob));
  }

  Source submit() {
    here.send(request("rollBack"), job);
    return this;
  }

  /** Waits until the job has succeeded and its pool has its nodes. */
  EventData.Succeeded succeeds() {
    EventData end = here.subscriber.endOf(job);
    assertThat(end).isInstanceOf(EventData.Succeeded.class);
    assertThat(here.pool(job).at("/properties/allocationState").asText()).isEqualTo("Steady");
    return (EventData.Succeeded) end;
  }

  /** The requests for this job's pool to be made. */
  List<JsonNode> poolsPut() {
    return here.arm.requests("PUT", "/pools/" + job, "");
  }

  String request(String onFailure) {
    return """
        {"type":"io.poolwright.provision.v1","jobId":"%s",
         "image":{"source":{"type":"vhd","url":"%s","sas":"%s"},"osType":"Linux",
          "hyperVGeneration":"V2","definition":"%s","keepStagedVhd":true},
         "pool":{"id":"%s/pools/%s","properties":{"vmSize":"Standard_D2s_v3",
          "deploymentConfiguration":{"virtualMachineConfiguration":
           {"nodeAgentSkuId":"batch.node.ubuntu 22.04"}},
          "scaleSettings":{"fixedScale":{"targetDedicatedNodes":2}}}},
         "deadline":"PT10M","onFailure":"%s"}"""
        .formatted(
            job,
            blob.getBlobUrl(),
            sas,
            LocalAzure.DEFINITION,
            LocalAzure.BATCH_ACCOUNT,
            job,
            onFailure);
  }

  /** The request of somebody who does not want the staged copy to stay. */
  String requestForThePoolOnly() {
    return request("rollBack").replace(",\"keepStagedVhd\":true", "");
  }

  /** A request for more cores than their family has: the pool is made, and waits for the rest. */
  String oversized() {
    return request("rollBack")
        .replace("Standard_D2s_v3", "Standard_F4s_v2")
        .replace("\"targetDedicatedNodes\":2", "\"targetDedicatedNodes\":60");
  }

  /** Waits until the job has its pool, and the pool not its nodes. */
  void awaitsQuota() {
    here.subscriber.awaits(
        job,
        data ->
            data instanceof EventData.Waiting waiting
                && waiting.step() == Step.CREATE_POOL
                && waiting.code().contains("Quota"));
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
