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
import java.util.ArrayList;
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
      found.put("queue " + queue, text(messages(bus().queueName(queue)), true));
      found.put("dead letters of " + queue, text(deadLetters(queue), false));
    }
    for (String subscription : List.of("all", "examples")) {
      var receiver = bus().topicName("provisioning-events").subscriptionName(subscription);
      found.put("subscription " + subscription, text(messages(receiver), true));
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

  /** What nobody could handle, as its sender sent it. */
  List<ServiceBusReceivedMessage> deadLetters(String queue) {
    return messages(bus().queueName(queue).subQueue(SubQueue.DEAD_LETTER_QUEUE));
  }

  private static List<ServiceBusReceivedMessage> messages(
      ServiceBusClientBuilder.ServiceBusReceiverClientBuilder builder) {
    var all = new ArrayList<ServiceBusReceivedMessage>();
    try (ServiceBusReceiverClient receiver = builder.buildClient()) {
      List<ServiceBusReceivedMessage> page;
      do {
        long next = all.isEmpty() ? 0 : all.get(all.size() - 1).getSequenceNumber() + 1;
        page = receiver.peekMessages(PAGE, next).stream().toList();
        all.addAll(page);
      } while (!page.isEmpty());
    }
    return all;
  }

  /**
   * What the worker has put on messages.
   *
   * @param bodies whether these are its own as well; a dead letter's is its sender's
   */
  private static String text(List<ServiceBusReceivedMessage> messages, boolean bodies) {
    var text = new StringBuilder();
    for (ServiceBusReceivedMessage message : messages) {
      text.append(message.getMessageId()).append(message.getApplicationProperties());
      text.append(message.getDeadLetterReason()).append(message.getDeadLetterErrorDescription());
      text.append(bodies ? message.getBody() : "");
    }
    return text.toString();
  }
}
