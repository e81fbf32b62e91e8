package io.poolwright.integration.servicebus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.SubQueue;
import io.poolwright.worker.servicebus.DeadLetter;
import io.poolwright.worker.servicebus.DeadLetters;
import io.poolwright.worker.servicebus.Redrive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dead letters, listed and sent once more by the worker's own adapter. */
class RedriveTest {
  private final LocalBus bus = LocalBus.start();
  private final DeadLetters letters = new DeadLetters(bus::client, LocalBus.REQUESTS);
  private final Redrive redrive = new Redrive(bus::client, LocalBus.REQUESTS);
  private final List<DeadLetter> sent = new ArrayList<>();

  @AfterEach
  void end() {
    bus.close();
  }

  @Test
  void aDeadLetterIsToldWithoutItsSecretsAndStaysAsItIs() {
    String body = TinyWorker.request("nightly-42").replace("\"}", "\",\"sas\":\"sig=hunter2\"}");
    kill(List.of(new ServiceBusMessage(body).setMessageId("m\u001b[2J&sig=hunter2")));

    for (int look = 0; look < 2; look++) {
      assertThat(list())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.id()).isEqualTo("m[2J&sig=***");
                assertThat(letter.reason()).isEqualTo("Spoilt");
                assertThat(letter.description()).isEqualTo("for m[2J&sig=***");
                assertThat(letter.deliveryCount()).isZero();
                assertThat(letter.job()).hasToString("nightly-42");
                assertThat(letter.preview()).contains("\"jobId\":\"nightly-42\"");
                assertThat(letter.toString()).doesNotContain("hunter2", "\u001b");
              });
    }
  }

  @Test
  void theJobIsToldEvenOfABodyThatIsCutShort() {
    String body = TinyWorker.request("nightly-42").substring(0, 100);
    kill(List.of(new ServiceBusMessage(body).setMessageId("cut")));

    assertThat(list()).singleElement().extracting(DeadLetter::job).hasToString("nightly-42");
  }

  @Test
  void anyNumberOfThemIsListed() {
    kill(numbered(230));

    assertThat(list()).extracting(DeadLetter::id).hasSize(230).startsWith("m1").endsWith("m230");
  }

  @Test
  void theCopyIsWhatItsSenderWroteUnderAFreshId() {
    var original =
        new ServiceBusMessage("body")
            .setMessageId("nightly-42/1")
            .setCorrelationId("nightly-42")
            .setSubject("subject")
            .setContentType("application/json")
            .setTimeToLive(Duration.ofHours(1));
    original.getApplicationProperties().put("tenant", 7);
    kill(List.of(original));

    assertThat(send(letter -> true, null)).isEmpty();

    assertThat(list()).isEmpty();
    ServiceBusReceivedMessage copy = bus.takeAll().get(0);
    assertThat(copy.getMessageId()).isEqualTo("nightly-42/1:redrive-1");
    assertThat(sent).extracting(DeadLetter::copyId).containsExactly(copy.getMessageId());
    assertThat(copy.getBody()).hasToString("body");
    assertThat(copy.getCorrelationId()).isEqualTo("nightly-42");
    assertThat(copy.getSubject()).isEqualTo("subject");
    assertThat(copy.getContentType()).isEqualTo("application/json");
    assertThat(copy.getTimeToLive()).as("none").isZero();
    assertThat(copy.getDeliveryCount()).isZero();
    assertThat(copy.getApplicationProperties()).containsOnlyKeys("tenant");
    assertThat(copy.getDeadLetterSource()).isNull();
  }

  @Test
  void allOfThemAreSentEachOnceAndInTheirOrder() {
    kill(numbered(45));

    assertThat(send(letter -> true, null)).isEmpty();

    assertThat(bus.takeAll())
        .extracting(message -> message.getBody().toString())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 45).mapToObj(i -> "m" + i).toList());
    assertThat(list()).isEmpty();
    assertThat(sent).hasSize(45);
  }

  @Test
  void oneAmongManyIsPickedAndWhatLiesBehindItIsNotTouched() {
    kill(numbered(40));

    assertThat(send(letter -> letter.id().equals("m30"), null)).isEmpty();

    assertThat(bus.takeAll())
        .singleElement()
        .extracting(m -> m.getBody().toString())
        .isEqualTo("m30");
    List<DeadLetter> rest = list();
    assertThat(rest).hasSize(39).noneMatch(letter -> letter.id().equals("m30"));
    assertThat(rest.subList(0, 29)).allMatch(letter -> letter.deliveryCount() == 1);
    assertThat(rest.subList(29, 39)).allMatch(letter -> letter.deliveryCount() == 0);
    assertThat(send(letter -> true, null)).as("all are free again").isEmpty();
  }

  @Test
  void aCorrectedBodyIsSentInstead() {
    kill(numbered(1));

    assertThat(send(letter -> true, "corrected".getBytes(UTF_8))).isEmpty();

    assertThat(bus.takeAll())
        .singleElement()
        .extracting(message -> message.getBody().toString())
        .isEqualTo("corrected");
  }

  @Test
  void aTransactionThatIsAbortedLeavesTheDeadLetterAndSendsNothing() {
    kill(numbered(1));

    assertThatThrownBy(() -> send(letter -> true, new byte[300 * 1024]))
        .isInstanceOf(RuntimeException.class);

    assertThat(sent).isEmpty();
    assertThat(list()).extracting(DeadLetter::id).containsExactly("m1");
    assertThat(bus.takeAll()).isEmpty();
  }

  @Test
  void whatSomebodyElseHoldsIsNotSentAndSaidToBeMissing() {
    kill(numbered(3));
    try (ServiceBusReceiverClient other = deadLetterReceiver()) {
      assertThat(other.receiveMessages(1, Duration.ofSeconds(5))).hasSize(1);

      assertThat(send(letter -> true, null)).extracting(DeadLetter::id).containsExactly("m1");
    }

    assertThat(bus.takeAll()).hasSize(2);
    assertThat(list()).extracting(DeadLetter::id).containsExactly("m1");
  }

  @Test
  void aCopyThatIsGivenUpCanBeSentAgain() {
    kill(numbered(1));
    for (int round = 0; round < 3; round++) {
      assertThat(send(letter -> true, null)).isEmpty();
      kill(List.of());
    }

    assertThat(list()).extracting(DeadLetter::id).containsExactly("m1:redrive-3");
  }

  private List<DeadLetter> send(Predicate<DeadLetter> which, byte @Nullable [] body) {
    return redrive.send(letters.select(which), body, sent::add);
  }

  private List<DeadLetter> list() {
    var all = new ArrayList<DeadLetter>();
    assertThat(letters.forEach(all::add)).isEqualTo(all.size());
    return all;
  }

  private static List<ServiceBusMessage> numbered(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new ServiceBusMessage("m" + i).setMessageId("m" + i))
        .toList();
  }

  /** Sends these, and gives up whatever is in the queue. */
  private void kill(List<ServiceBusMessage> messages) {
    var client = bus.client();
    try (var sender = client.sender().queueName(LocalBus.REQUESTS).buildClient();
        var receiver = client.receiver().queueName(LocalBus.REQUESTS).buildClient()) {
      if (!messages.isEmpty()) {
        sender.sendMessages(messages);
      }
      int left = Math.max(1, messages.size());
      while (left > 0) {
        for (var message : receiver.receiveMessages(left, Duration.ofSeconds(10))) {
          receiver.deadLetter(
              message,
              new DeadLetterOptions()
                  .setDeadLetterReason("Spoilt")
                  .setDeadLetterErrorDescription("for " + message.getMessageId()));
          left--;
        }
      }
    }
  }

  private ServiceBusReceiverClient deadLetterReceiver() {
    return bus.client()
        .receiver()
        .queueName(LocalBus.REQUESTS)
        .subQueue(SubQueue.DEAD_LETTER_QUEUE)
        .maxAutoLockRenewDuration(Duration.ZERO)
        .buildClient();
  }
}
