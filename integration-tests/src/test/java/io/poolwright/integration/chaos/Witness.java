package io.poolwright.integration.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.storage.blob.BlobContainerClient;
import io.poolwright.contracts.CloudEvent;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.Secret;
import io.poolwright.integration.process.WorkerSettings;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.document.SecretBox;
import io.poolwright.worker.job.Job;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the stored jobs and at all messages, and remembers what cannot change any more. */
final class Witness {
  private final Ledger ledger;
  private final Mail mail;
  private final BlobContainerClient documents;
  private final JobDocuments reader =
      new JobDocuments(SecretBox.of(new Secret(WorkerSettings.SECRETS_KEY), new SecureRandom()));
  private final Map<String, Job> over = new HashMap<>();
  private final List<JobEvent> events = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private long nextEvent;

  Witness(Ledger ledger, Mail mail, BlobContainerClient documents) {
    this.ledger = ledger;
    this.mail = mail;
    this.documents = documents;
  }

  /** Whether every job is over and has said so, and nothing is left to be done. */
  boolean isQuiet() {
    readFinalDocuments();
    readEvents();
    Set<String> told =
        events.stream()
            .filter(event -> event.data().isFinal())
            .map(event -> event.jobId().value())
            .collect(Collectors.toSet());
    return ledger.orders().stream().allMatch(order -> isOver(order) && told.contains(order.job()))
        && pending().isEmpty();
  }

  private boolean isOver(Order order) {
    return order.fate() == Fate.MALFORMED || over.containsKey(order.job());
  }

  private void readFinalDocuments() {
    for (String job : storedJobs()) {
      if (!over.containsKey(job)) {
        Job stored = read(job);
        if (stored.isFinal()) {
          over.put(job, stored);
        }
      }
    }
  }

  private Job read(String job) {
    byte[] document = documents.getBlobClient(job + ".json").downloadContent().toBytes();
    Job stored = reader.read(document);
    if (stored.isFinal()) {
      texts.add(new String(document, UTF_8));
    }
    return stored;
  }

  private List<String> storedJobs() {
    return documents.listBlobs().stream()
        .map(blob -> blob.getName())
        .filter(name -> !name.contains("/") && name.endsWith(".json"))
        .map(name -> name.substring(0, name.length() - ".json".length()))
        .toList();
  }

  private void readEvents() {
    for (ServiceBusReceivedMessage message : mail.events(nextEvent)) {
      nextEvent = message.getSequenceNumber() + 1;
      texts.add(message.getApplicationProperties() + message.getBody().toString());
      events.add(
          CloudEvent.fromAmqp(message.getApplicationProperties(), message.getBody().toBytes())
              .toJobEvent());
    }
  }

  private List<String> pending() {
    return Stream.of(Mail.REQUESTS, Mail.WAKEUPS)
        .flatMap(queue -> mail.inQueue(queue).stream().map(m -> queue + " " + m.getMessageId()))
        .toList();
  }

  /** The documents as they are now, by job id. */
  Map<String, Job> jobs() {
    var jobs = new HashMap<String, Job>(over);
    storedJobs().forEach(job -> jobs.computeIfAbsent(job, this::read));
    return jobs;
  }

  Post post() {
    readEvents();
    return new Post(List.copyOf(events), dead(Mail.REQUESTS), dead(Mail.WAKEUPS), pending());
  }

  private List<String> dead(String queue) {
    return mail.deadLetters(queue).stream().map(ServiceBusReceivedMessage::getMessageId).toList();
  }

  /** All documents and events as they were stored and sent, to be searched for secrets. */
  List<String> texts() {
    return texts;
  }
}
