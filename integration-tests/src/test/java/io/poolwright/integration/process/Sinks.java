package io.poolwright.integration.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.SubQueue;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that an installation has written, by where it stands. */
record Sinks(Installation here, Path directory) {
  private static final int PAGE = 100;

  /** What the worker writes is small; larger files and blobs are disks. */
  private static final long LARGEST = 1 << 20;

  Map<String, String> all() throws IOException {
    Map<String, String> found = new TreeMap<>();
    addFiles(found);
    for (String container : List.of("jobs", "images")) {
      addBlobs(container, found);
    }
    for (String queue : List.of("provisioning-requests", "provisioning-wakeups")) {
      addMessages("queue " + queue, found, bus().queueName(queue));
      addMessages(
          "dead letters of " + queue,
          found,
          bus().queueName(queue).subQueue(SubQueue.DEAD_LETTER_QUEUE));
    }
    for (String subscription : List.of("all", "examples")) {
      addMessages(
          "subscription " + subscription,
          found,
          bus().topicName("provisioning-events").subscriptionName(subscription));
    }
    found.put("page of ARM", here.arm.get("/_control/requests").toString());
    found.put("page of the Key Vault", here.vault.get("/_control/requests").toString());
    found.put("page of Storage", here.storage.get("/_control/requests").toString());
    return found;
  }

  /** All but the journal of the broker and the secrets of the vault, which Azure keeps inside. */
  private void addFiles(Map<String, String> found) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString();
        boolean inside = name.contains("servicebus") || name.contains("keyvault");
        if (!inside && Files.size(file) < LARGEST) {
          found.put(name, new String(Files.readAllBytes(file), ISO_8859_1));
        }
      }
    }
  }

  private void addBlobs(String name, Map<String, String> found) {
    BlobContainerClient container = here.container(name);
    for (BlobItem blob : container.listBlobs()) {
      var client = container.getBlobClient(blob.getName());
      var properties = client.getProperties();
      String content =
          properties.getBlobSize() < LARGEST ? client.downloadContent().toString() : "";
      found.put(
          "blob " + name + "/" + blob.getName(),
          properties.getMetadata() + " " + properties.getCopySource() + " " + content);
    }
  }

  private ServiceBusClientBuilder.ServiceBusReceiverClientBuilder bus() {
    return new ServiceBusClientBuilder()
        .connectionString(here.at("serviceBusConnectionString"))
        .receiver();
  }

  private static void addMessages(
      String name,
      Map<String, String> found,
      ServiceBusClientBuilder.ServiceBusReceiverClientBuilder builder) {
    var text = new StringBuilder();
    try (ServiceBusReceiverClient receiver = builder.buildClient()) {
      long next = 0;
      List<ServiceBusReceivedMessage> page;
      do {
        page = receiver.peekMessages(PAGE, next).stream().toList();
        for (ServiceBusReceivedMessage message : page) {
          text.append(message.getMessageId()).append(message.getApplicationProperties());
          text.append(message.getDeadLetterErrorDescription()).append(message.getBody());
          next = message.getSequenceNumber() + 1;
        }
      } while (!page.isEmpty());
    }
    found.put(name, text.toString());
  }
}
