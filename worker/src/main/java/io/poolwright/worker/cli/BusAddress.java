package io.poolwright.worker.cli;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.config.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go and events come from.
 *
 * @param connectionString null if there is a namespace, which is entered by azure-identity's chain
 */
record BusAddress(
    @Nullable Secret connectionString,
    @Nullable String fullyQualifiedNamespace,
    String requestQueue,
    String wakeupQueue,
    String eventTopic) {

  static BusAddress of(Settings.Bus bus) {
    return new BusAddress(
        bus.connectionString(),
        bus.fullyQualifiedNamespace(),
        bus.requestQueue(),
        bus.wakeupQueue(),
        bus.eventTopic());
  }

  static BusAddress of(LocalEnvironment local) {
    return new BusAddress(
        new Secret(local.serviceBusConnectionString()),
        null,
        local.requestQueue(),
        LocalNames.WAKEUP_QUEUE,
        local.eventTopic());
  }

  /** A builder that gives up after seconds, not minutes: somebody waits at the keyboard. */
  ServiceBusClientBuilder client() {
    var retry =
        new AmqpRetryOptions()
            .setTryTimeout(Duration.ofSeconds(4))
            .setDelay(Duration.ofMillis(300))
            .setMaxRetries(1);
    var builder = new ServiceBusClientBuilder().retryOptions(retry);
    if (connectionString == null) {
      return builder.credential(
          fullyQualifiedNamespace, new DefaultAzureCredentialBuilder().build());
    }
    try {
      return builder.connectionString(connectionString.reveal());
    } catch (IllegalArgumentException e) {
      throw CommandFailed.wrong("The connection string of Service Bus is not of the right form.");
    }
  }
}
