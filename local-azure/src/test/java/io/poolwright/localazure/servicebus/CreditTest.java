package io.poolwright.localazure.servicebus;

import static io.poolwright.localazure.servicebus.RunningBroker.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A receiver gets as many messages as it gave credit for, and not one more, however many wait. (The
 * Java client overflows a buffer of its own when its prefetch is above 256; that is no fault of the
 * sender.)
 */
class CreditTest {
  @Test
  void noMessageIsSentThatTheReceiverGaveNoCreditFor() throws IOException {
    try (var broker =
            new RunningBroker(RunningBroker.config(List.of(QueueConfig.named("full")), List.of()));
        var client = new BareReceiver(broker.broker().port(), "full")) {
      for (int batch = 0; batch < 10; batch++) {
        broker
            .sender("full")
            .sendMessages(IntStream.range(0, 200).mapToObj(i -> message("m" + i)).toList());
      }

      assertThat(client.receiveFor(7)).isEqualTo(7);
      assertThat(client.receiveFor(500)).isEqualTo(507);
      assertThat(client.receiveFor(1)).isEqualTo(508);
      assertThat(client.receiveFor(250)).isEqualTo(758);
    }
  }
}
