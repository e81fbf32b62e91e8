package io.poolwright.worker.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one needs to work with the Azure that runs on this machine. {@code local} prints
 * it for programs, and keeps it in {@code local.json} for the other commands.
 *
 * @param blobEndpoint {@code http://127.0.0.1:port/account}
 * @param keyVaultEndpoint {@code http://127.0.0.1:port}; null if what runs here has no vault
 * @param eventSubscription a subscription of {@code eventTopic} that gets every event
 * @param workerPid null if no worker was started
 * @param exampleRequest path of a request that succeeds as it stands
 * @param secretsKey with which a worker here seals what it stores, base64
 * @param pid of the process that keeps it all running
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LocalEnvironment(
    String serviceBusConnectionString,
    String blobEndpoint,
    String armEndpoint,
    @Nullable String keyVaultEndpoint,
    String storageAccount,
    String storageKey,
    String subscriptionId,
    String batchAccountId,
    String galleryImageDefinitionId,
    String requestQueue,
    String eventTopic,
    String eventSubscription,
    @Nullable Long workerPid,
    @Nullable String exampleRequest,
    String secretsKey,
    long pid) {
  private static final JsonMapper JSON = new JsonMapper();

  LocalEnvironment withWorker(long pid) {
    return with(pid, exampleRequest);
  }

  LocalEnvironment withExample(Path request) {
    return with(workerPid, request.toString());
  }

  private LocalEnvironment with(@Nullable Long worker, @Nullable String example) {
    return new LocalEnvironment(
        serviceBusConnectionString,
        blobEndpoint,
        armEndpoint,
        keyVaultEndpoint,
        storageAccount,
        storageKey,
        subscriptionId,
        batchAccountId,
        galleryImageDefinitionId,
        requestQueue,
        eventTopic,
        eventSubscription,
        worker,
        example,
        secretsKey,
        pid);
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts cannot fail to be written", e);
    }
  }

  /** Only the owner may read it, from its first byte on: it has keys in it. */
  void save(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path fresh =
        Files.createTempFile(
            directory,
            "local",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, toJson() + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What runs here at present; empty if nothing does, also if it was killed and left its file. */
  static Optional<LocalEnvironment> find(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), LocalEnvironment.class))
          .filter(LocalEnvironment::isRunning);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isRunning() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
