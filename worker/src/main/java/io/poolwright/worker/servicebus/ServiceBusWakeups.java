package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.poolwright.worker.engine.Wakeup;
import io.poolwright.worker.engine.WakeupCodec;
import io.poolwright.worker.engine.Wakeups;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Wake-ups as scheduled messages.
 *
 * <p>They are plain sends with a scheduled enqueue time, not {@code scheduleMessage}: that one is a
 * request on the management link, which Standard charges tenfold (10 credits against 1), needs a
 * second link with a token of its own, and cannot take part in a transaction. Its one gain, the
 * sequence number to cancel by, is of no use here: a wake-up that comes too late is harmless.
 */
final class ServiceBusWakeups implements Wakeups {
  private final ServiceBusSenderClient sender;
  private final Clock clock;

  ServiceBusWakeups(ServiceBusSenderClient sender, Clock clock) {
    this.sender = sender;
    this.clock = clock;
  }

  @Override
  public void schedule(Wakeup wakeup, Instant at) {
    var message =
        new ServiceBusMessage(WakeupCodec.encode(wakeup))
            .setMessageId(wakeup.messageId())
            .setCorrelationId(wakeup.jobId().value())
            .setContentType("application/json");
    if (at.isAfter(clock.instant())) {
      message.setScheduledEnqueueTime(at.atOffset(ZoneOffset.UTC));
    }
    try {
      sender.sendMessage(message);
    } catch (RuntimeException e) {
      throw SendFailures.of(sender.getEntityPath(), e);
    }
  }
}
