package io.poolwright.worker.arm;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.poolwright.contracts.ArmId;
import io.poolwright.worker.azure.ArmPipeline;
import io.poolwright.worker.azure.AzureSettings;
import io.poolwright.worker.azure.AzureSettings.Authentication;
import io.poolwright.worker.azure.RateLimits;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** An ARM on loopback that gives the answers of a test, and a client of it. */
abstract class ArmBench {
  static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/";
  static final ArmId ACCOUNT =
      ArmId.parse(GROUP + "providers/Microsoft.Batch/batchAccounts/poolwrightbatch");
  static final ArmId POOL = ACCOUNT.child("pools", "p1");
  static final ArmId DEFINITION =
      ArmId.parse(GROUP + "providers/Microsoft.Compute/galleries/g/images/ubuntu");
  static final ArmId VERSION = DEFINITION.child("versions", "1.2.3");
  static final String BATCH = "?api-version=2025-06-01";
  static final String GALLERY = "?api-version=2024-03-03";

  final LoopbackArm server = new LoopbackArm();
  final ArmClient arm = client(server.endpoint());

  private static ArmClient client(URI endpoint) {
    var settings = AzureSettings.of(endpoint, Authentication.NONE);
    return new ArmClient(
        ArmPipeline.build(settings, Optional.empty(), new RateLimits()),
        settings,
        Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Failure failureOf(Runnable call) {
    CallFailed thrown = catchThrowableOfType(CallFailed.class, call::run);
    return Objects.requireNonNull(thrown, "it did not fail").failure();
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
