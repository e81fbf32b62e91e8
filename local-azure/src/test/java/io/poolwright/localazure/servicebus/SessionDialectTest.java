package io.poolwright.localazure.servicebus;

import static io.poolwright.localazure.servicebus.RunningBroker.message;
import static io.poolwright.localazure.servicebus.RunningBroker.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.exception.AmqpErrorCondition;
import com.azure.core.amqp.exception.AmqpException;
import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sessions, by the real Java client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionDialectTest {
  private RunningBroker broker;

  private static QueueConfig sessions(String name) {
    return new QueueConfig(name, Duration.ofSeconds(5), 10, null, null, false, true);
  }

  @BeforeAll
  void start() {
    broker =
        new RunningBroker(
            RunningBroker.config(
                List.of(sessions("named"), sessions("any"), sessions("state")), List.of()));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private ServiceBusReceiverClient session(String queue, String id) {
    var acceptor = broker.client().sessionReceiver().queueName(queue).disableAutoComplete();
    return broker.keep(acceptor.buildClient().acceptSession(id));
  }

  @Test
  void aNamedSessionBelongsToOneReceiverAndGivesItsMessagesOnly() {
    broker
        .sender("named")
        .sendMessages(List.of(message("1").setSessionId("a"), message("2").setSessionId("b")));
    var receiver = session("named", "b");

    ServiceBusReceivedMessage received = next(receiver);

    assertThat(received.getMessageId()).isEqualTo("2");
    assertThatThrownBy(() -> session("named", "b"))
        .isInstanceOfSatisfying(
            AmqpException.class,
            e ->
                assertThat(e.getErrorCondition())
                    .isEqualTo(AmqpErrorCondition.SESSION_CANNOT_BE_LOCKED));
    receiver.complete(received);
  }

  @Test
  void theNextSessionIsTheOneThatWaitsLongest() {
    broker
        .sender("any")
        .sendMessages(List.of(message("1").setSessionId("old"), message("2").setSessionId("new")));
    var acceptor =
        broker.client().sessionReceiver().queueName("any").disableAutoComplete().buildClient();

    var first = broker.keep(acceptor.acceptNextSession());
    var second = broker.keep(acceptor.acceptNextSession());

    assertThat(List.of(first.getSessionId(), second.getSessionId())).containsExactly("old", "new");
    ServiceBusReceivedMessage received = next(first);
    first.complete(received);
  }

  @Test
  void aSessionKeepsItsStateAndItsLockCanBeRenewed() {
    var receiver = session("state", "s");
    assertThat(receiver.getSessionState()).isNull();

    receiver.setSessionState(BinaryData.fromString("half way").toBytes());

    assertThat(receiver.renewSessionLock()).isNotNull();
    assertThat(receiver.getSessionState()).asString().isNotEmpty();
    receiver.close();
    assertThat(
            new String(
                session("state", "s").getSessionState(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("half way");
  }

  @Test
  void aMessageWithoutSessionIsRefusedWhereSessionsAreRequired() {
    var sender = broker.sender("named");

    assertThatThrownBy(() -> sender.sendMessage(message("x")))
        .isInstanceOf(ServiceBusException.class)
        .hasMessageContaining("SessionId was not set");
  }
}
