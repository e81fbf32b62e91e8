package io.poolwright.worker.cli;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.poolwright.contracts.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String NAMESPACE = "fullyQualifiedNamespace";
  private static final String NONE =
      "Nothing says which Service Bus to use. Start one here with: poolwright local. Or set"
          + " POOLWRIGHT_SERVICE_BUS_CONNECTION_STRING or"
          + " POOLWRIGHT_SERVICE_BUS_FULLY_QUALIFIED_NAMESPACE, or give the worker's settings with"
          + " --config.";

  /**
   * The settings of a worker first, then what runs on this machine.
   *
   * @param config the worker's YAML file, or null; the environment goes before it
   * @throws CommandFailed if nothing says where, or the file cannot be read
   */
  static BusAddress find(
      @Nullable Path config, Map<String, String> environment, Optional<LocalEnvironment> local) {
    JsonNode file = read(config);
    Optional<String> connection = value("connectionString", "CONNECTION_STRING", file, environment);
    Optional<String> namespace = value(NAMESPACE, "FULLY_QUALIFIED_NAMESPACE", file, environment);
    String requests =
        value("requestQueue", "REQUEST_QUEUE", file, environment).orElse(LocalNames.REQUEST_QUEUE);
    String wakeups =
        value("wakeupQueue", "WAKEUP_QUEUE", file, environment).orElse(LocalNames.WAKEUP_QUEUE);
    String topic =
        value("eventTopic", "EVENT_TOPIC", file, environment).orElse(LocalNames.EVENT_TOPIC);
    if (connection.isPresent() || namespace.isPresent()) {
      return new BusAddress(
          connection.map(Secret::new).orElse(null),
          namespace.orElse(null),
          requests,
          wakeups,
          topic);
    }
    return local.map(BusAddress::of).orElseThrow(() -> CommandFailed.unreachable(NONE));
  }

  static BusAddress of(LocalEnvironment local) {
    return new BusAddress(
        new Secret(local.serviceBusConnectionString()),
        null,
        local.requestQueue(),
        LocalNames.WAKEUP_QUEUE,
        local.eventTopic());
  }

  private static JsonNode read(@Nullable Path config) {
    try {
      return config == null
          ? MissingNode.getInstance()
          : YAML.readTree(config.toFile()).path("serviceBus");
    } catch (IOException e) {
      throw CommandFailed.wrong(config + " cannot be read as YAML.");
    }
  }

  private static Optional<String> value(
      String setting, String variable, JsonNode file, Map<String, String> environment) {
    String given = environment.get("POOLWRIGHT_SERVICE_BUS_" + variable);
    return given == null
        ? Optional.ofNullable(file.path(setting).textValue())
        : Optional.of(scalar(given));
  }

  private static String scalar(String yaml) {
    try {
      return YAML.readTree(yaml).asText();
    } catch (IOException e) {
      return yaml;
    }
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
