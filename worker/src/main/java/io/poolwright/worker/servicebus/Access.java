package io.poolwright.worker.servicebus;

import com.azure.core.amqp.AmqpRetryMode;
import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.credential.TokenCredential;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.poolwright.contracts.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens clients, each on a connection of its own: clients of one SDK builder share a connection,
 * and one that is stuck must be replaceable without the others.
 */
final class Access {
  private static final Duration TRY_TIMEOUT = Duration.ofSeconds(10);

  private final ServiceBusSettings settings;
  private final @Nullable TokenCredential credential;

  Access(ServiceBusSettings settings, @Nullable TokenCredential credential) {
    if (settings.fullyQualifiedNamespace() != null && credential == null) {
      throw new IllegalArgumentException(
          "the namespace " + settings.fullyQualifiedNamespace() + " needs a credential");
    }
    this.settings = settings;
    this.credential = credential;
  }

  ServiceBusSenderClient queueSender(String queue) {
    return builder(3).sender().queueName(queue).buildClient();
  }

  ServiceBusSenderClient topicSender(String topic) {
    return builder(3).sender().topicName(topic).buildClient();
  }

  /**
   * Without the SDK's lock renewal, which is on by default for synchronous receivers too, says
   * nothing when it fails, and cannot be asked how long the lock still holds.
   */
  ServiceBusReceiverClient receiver(String queue) {
    return builder(1)
        .receiver()
        .queueName(queue)
        .prefetchCount(0)
        .maxAutoLockRenewDuration(Duration.ZERO)
        .disableAutoComplete()
        .buildClient();
  }

  /**
   * Lost connections are opened again for ever, whatever the number of retries ({@code
   * ReactorConnectionCache} caps it), at a fixed distance: an exponential one would be at its
   * longest after as many failures as there are retries. The longest delay must exceed the delay by
   * more than the 4 s that {@code RetryUtil} adds to it; if not, its jitter has no room and every
   * retry of a send or an attach fails with "bound must be greater than origin".
   */
  private ServiceBusClientBuilder builder(int retries) {
    var retry =
        new AmqpRetryOptions()
            .setMode(AmqpRetryMode.FIXED)
            .setDelay(Duration.ofSeconds(1))
            .setMaxDelay(Duration.ofSeconds(10))
            .setMaxRetries(retries)
            .setTryTimeout(TRY_TIMEOUT);
    var builder = new ServiceBusClientBuilder().retryOptions(retry);
    Secret connectionString = settings.connectionString();
    if (connectionString != null) {
      return builder.connectionString(connectionString.reveal());
    }
    return builder.credential(settings.fullyQualifiedNamespace(), credential);
  }
}
