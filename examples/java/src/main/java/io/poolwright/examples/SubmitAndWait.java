package io.poolwright.examples;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.administration.models.CorrelationRuleFilter;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.RuleProperties;
import io.poolwright.contracts.Channels;
import io.poolwright.contracts.Decoded;
import io.poolwright.contracts.EventData;
import io.poolwright.contracts.JobEvent;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.Request;
import io.poolwright.contracts.RequestCodec;
import io.poolwright.contracts.RequestMessage;
import io.poolwright.contracts.Traceparent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends a request and waits for its result, on a subscription that hears of its job only: {@code
 * SubmitAndWait REQUEST SUBSCRIPTION}, with SERVICEBUS_CONNECTION_STRING set.
 */
public final class SubmitAndWait {
  private final ServiceBusClientBuilder serviceBus;
  private final String subscription;

  private SubmitAndWait(String connectionString, String subscription) {
    this.serviceBus = new ServiceBusClientBuilder().connectionString(connectionString);
    this.subscription = subscription;
  }

  public static void main(String[] args) throws IOException {
    Decoded decoded = RequestCodec.decode(Files.readAllBytes(Path.of(args[0])));
    if (!(decoded instanceof Decoded.Valid valid)) {
      System.err.println("This is no request: " + decoded);
      System.exit(2);
      return;
    }
    var example = new SubmitAndWait(System.getenv("SERVICEBUS_CONNECTION_STRING"), args[1]);
    example.hearOnlyOf(valid.request().jobId());
    example.submit(valid.request());
    EventData end = example.resultOf(valid.request().jobId());
    System.exit(end instanceof EventData.Succeeded ? 0 : 1);
  }

  /** Replaces the subscription's rules by one that lets the events of this job through. */
  private void hearOnlyOf(JobId job) {
    var builder = serviceBus.ruleManager().topicName(Channels.EVENTS);
    try (var rules = builder.subscriptionName(subscription).buildClient()) {
      var old = rules.listRules().stream().map(RuleProperties::getName).toList();
      old.forEach(rules::deleteRule);
      var filter = new CorrelationRuleFilter().setCorrelationId(job.value());
      rules.createRule("job", new CreateRuleOptions(filter));
    }
  }

  private void submit(Request request) {
    String trace = System.getenv("TRACEPARENT");
    var message = new RequestMessage(request, trace == null ? null : new Traceparent(trace));
    var sent =
        new ServiceBusMessage(message.body())
            .setMessageId(message.messageId())
            .setCorrelationId(message.correlationId())
            .setContentType(RequestMessage.CONTENT_TYPE);
    sent.getApplicationProperties().putAll(message.applicationProperties());
    try (var sender = serviceBus.sender().queueName(Channels.REQUESTS).buildClient()) {
      sender.sendMessage(sent);
    }
  }

  private EventData resultOf(JobId job) {
    var builder = serviceBus.receiver().topicName(Channels.EVENTS);
    Set<String> seen = new HashSet<>();
    try (var receiver = builder.subscriptionName(subscription).buildClient()) {
      while (true) {
        for (ServiceBusReceivedMessage message :
            receiver.receiveMessages(1, Duration.ofMinutes(1))) {
          JobEvent event =
              JobEvent.from(message.getApplicationProperties(), message.getBody().toBytes());
          receiver.complete(message);
          // It may still hold what came before the rule; and events come at least once.
          if (event.jobId().equals(job) && seen.add(event.id())) {
            System.out.println(event.data());
            if (event.data().isFinal()) {
              return event.data();
            }
          }
        }
      }
    }
  }
}
