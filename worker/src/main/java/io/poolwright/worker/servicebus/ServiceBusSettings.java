package io.poolwright.worker.servicebus;

import io.poolwright.contracts.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Where the namespace is and what its entities are called. Exactly one of the first two is given.
 *
 * @param connectionString for local runs; with {@code UseDevelopmentEmulator=true} it reaches a
 *     broker without TLS
 * @param fullyQualifiedNamespace {@code name.servicebus.windows.net}, used with a credential
 */
public record ServiceBusSettings(
    @Nullable Secret connectionString,
    @Nullable String fullyQualifiedNamespace,
    String requestQueue,
    String wakeupQueue,
    String eventTopic,
    PumpLimits limits) {

  public ServiceBusSettings {
    if ((connectionString == null) == (fullyQualifiedNamespace == null)) {
      throw new IllegalArgumentException(
          "give either the connection string or the fully qualified namespace of Service Bus");
    }
  }
}
