package io.poolwright.worker.cli;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.ProvisionRequest;
import io.poolwright.contracts.RequestCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a job needs, on this machine: Azure, a worker, and an uploaded VHD.
 *
 * @param request for a pool of the uploaded VHD, under a name that was never used before
 * @param length of the VHD's file, in bytes
 */
record Scene(LocalEnvironment local, ProvisionRequest request, long length) {
  private static final VhdMaker SMALL_DISK = new VhdMaker(256, 16);
  private static final Duration READABLE = Duration.ofDays(30);
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * What is wanted.
   *
   * @param name the begin of the names of job, pool and blob
   * @param vhd null for a new one
   */
  record Plan(String name, @Nullable Path vhd, boolean worker) {}

  /** Starts it all; what can be done at the same time is. */
  static Scene set(Workplace place, LocalStack stack, Plan plan, Instant now) throws IOException {
    String name = NewName.of(plan.name());
    Path given = plan.vhd();
    Path file = given == null ? place.file(name + ".vhd") : given;
    var made =
        given == null
            ? CompletableFuture.runAsync(() -> make(file, now))
            : CompletableFuture.<Void>completedFuture(null);
    String key = SecretsKey.keptIn(place.file("secrets.key"), RANDOM);
    LocalEnvironment local = stack.startAzure(key);
    if (plan.worker()) {
      local = local.withWorker(stack.startWorker(local));
    }
    made.join();
    ImageSource source =
        VhdUpload.to(local, name + ".vhd").send(file).readableUntil(now.plus(READABLE));
    long length = Files.size(file);
    if (given == null) {
      Files.delete(file);
    }
    return new Scene(local, ExampleRequest.of(local, name, source), length);
  }

  private static void make(Path file, Instant now) {
    try {
      SMALL_DISK.make(file, new SplittableRandom(RANDOM.nextLong()), now);
    } catch (IOException e) {
      throw CommandFailed.unreachable("No VHD can be written to " + file + ": " + e.getMessage());
    }
  }

  JobId job() {
    return request.jobId();
  }

  BusAddress bus() {
    return BusAddress.of(local);
  }

  long padding() {
    return VhdUpload.padding(length);
  }

  /** For people. */
  String size() {
    return String.format(Locale.ROOT, "%.1f MiB", length / (double) (1 << 20));
  }

  void submit() {
    new RequestSender(bus()).send(RequestCodec.encode(request), job());
  }
}
