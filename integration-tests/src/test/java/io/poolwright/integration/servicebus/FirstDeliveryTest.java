package io.poolwright.integration.servicebus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.core.amqp.models.AmqpMessageBody;
import com.azure.messaging.servicebus.ServiceBusMessage;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobId;
import io.poolwright.worker.servicebus.DeadLetter;
import io.poolwright.worker.servicebus.DeadLetters;
import io.poolwright.worker.servicebus.Redrive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine makes of the first delivery of a message, and of one that is sent once more. */
class FirstDeliveryTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final LocalBus bus = LocalBus.start();
  private final TinyWorker worker = TinyWorker.on(bus);

  @AfterEach
  void end() {
    bus.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "provisioning-requests | not JSON                     | NotJson",
        "provisioning-requests | []                           | NotAnObject",
        "provisioning-requests | {\"type\":\"x\"}             | UnknownType",
        "provisioning-requests | {\"jobId\":\"../x\"}         | NoJobId",
        "provisioning-requests | {\"jobId\":\"a\",\"jobId\":1} | DuplicateKey",
        "provisioning-wakeups  | not JSON                     | NotAWakeup",
        "provisioning-wakeups  | {\"jobId\":\"a\"}            | NotAWakeup"
      })
  void whatCannotBeReadIsGivenUpAtOnceAndSaysWhy(String queue, String body, String reason) {
    send(queue, new ServiceBusMessage(body).setMessageId("poison"));

    DeadLetter dead = deadLetter(queue);
    assertThat(dead.id()).isEqualTo("poison");
    assertThat(dead.reason()).isEqualTo(reason);
    assertThat(dead.description()).isNotEmpty();
    assertThat(dead.deliveryCount()).as("deliveries before the one that it was").isZero();
    assertThat(worker.documents).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"provisioning-requests, NotAnObject", "provisioning-wakeups, NotAWakeup"})
  void soIsWhatIsNoDataAtAll(String queue, String reason) {
    send(queue, new ServiceBusMessage(AmqpMessageBody.fromValue(42)).setMessageId("number"));

    DeadLetter dead = deadLetter(queue);
    assertThat(dead.reason()).isEqualTo(reason);
    assertThat(dead.deliveryCount()).isZero();
  }

  @Test
  void aTextIsReadLikeTheSameBytes() {
    var body = AmqpMessageBody.fromValue(TinyWorker.request("texted"));
    send(LocalBus.REQUESTS, new ServiceBusMessage(body).setMessageId("text"));

    await().atMost(SOON).until(() -> worker.hasHeard(EventData.Succeeded.class));
  }

  @Test
  void aRequestThatIsSentOnceMoreResumesItsJobAndDoublesNothing() {
    worker.deafen();
    send(LocalBus.REQUESTS, new ServiceBusMessage(TinyWorker.request("job")).setMessageId("job"));
    DeadLetter dead = deadLetter(LocalBus.REQUESTS);
    assertThat(dead.reason()).isEqualTo("MaxDeliveryCountExceeded");
    assertThat(dead.job()).hasToString("job");
    assertThat(worker.documents).as("the job exists, and nothing moves it").hasSize(1);
    worker.heal();

    redrive(LocalBus.REQUESTS);

    await().atMost(SOON).until(() -> worker.hasHeard(EventData.Succeeded.class));
    redriveAgain();
    assertThat(worker.documents).containsOnlyKeys(new JobId("job"));
    assertThat(worker.poolsMade).hasValue(1);
    assertThat(worker.ends()).isEqualTo(1);
  }

  /** The same request, when its job is long over. */
  private void redriveAgain() {
    Set<String> told = worker.heard();
    send(LocalBus.REQUESTS, new ServiceBusMessage(TinyWorker.request("job")).setMessageId("late"));
    send(LocalBus.REQUESTS, new ServiceBusMessage("the end").setMessageId("end"));
    assertThat(deadLetter(LocalBus.REQUESTS).id()).isEqualTo("end");
    assertThat(worker.heard()).isEqualTo(told);
  }

  @Test
  void aWakeUpThatIsSentOnceMoreOnlyRemindsOfWhatTheDocumentAsksFor() {
    send(LocalBus.REQUESTS, new ServiceBusMessage(TinyWorker.request("job")).setMessageId("job"));
    await().atMost(SOON).until(() -> worker.hasHeard(EventData.Succeeded.class));
    Set<String> told = worker.heard();
    String early = "{\"type\":\"io.poolwright.wakeup.v1\",\"jobId\":\"job\",\"revision\":1}";
    String stray = early.replace("\"job\"", "\"nobody\"");
    send(LocalBus.WAKEUPS, new ServiceBusMessage(stray).setMessageId("stray"));
    DeadLetter dead = deadLetter(LocalBus.WAKEUPS);
    assertThat(dead.reason()).isEqualTo("JobNotFound");
    assertThat(dead.job()).hasToString("nobody");

    new Redrive(bus::client, LocalBus.WAKEUPS)
        .send(
            new DeadLetters(bus::client, LocalBus.WAKEUPS).select(letter -> true),
            early.getBytes(UTF_8),
            letter -> {});

    send(LocalBus.WAKEUPS, new ServiceBusMessage("the end").setMessageId("end"));
    assertThat(deadLetter(LocalBus.WAKEUPS).id()).isEqualTo("end");
    assertThat(worker.heard()).isEqualTo(told);
    assertThat(worker.poolsMade).hasValue(1);
  }

  private void send(String queue, ServiceBusMessage message) {
    try (var sender = bus.client().sender().queueName(queue).buildClient()) {
      sender.sendMessage(message);
    }
  }

  private DeadLetter deadLetter(String queue) {
    var letters = new DeadLetters(bus::client, queue);
    return await()
        .atMost(SOON)
        .until(
            () -> {
              List<DeadLetter> found = new ArrayList<>();
              return letters.forEach(found::add) == 0 ? null : found.get(0);
            },
            found -> found != null);
  }

  private void redrive(String queue) {
    var selection = new DeadLetters(bus::client, queue).select(letter -> true);
    assertThat(new Redrive(bus::client, queue).send(selection, null, letter -> {})).isEmpty();
  }
}
