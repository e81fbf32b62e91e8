package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.poolwright.worker.engine.Wakeup;
import io.poolwright.worker.engine.WakeupCodec;
import io.poolwright.worker.engine.Wakeups;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.locks.Lock;

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
  private final Lock traffic;
  private final Clock clock;

  /**
   * Sends over one link.
   *
   * @param traffic held during each send; see {@link ReceiverLink#retire}
   */
  ServiceBusWakeups(ServiceBusSenderClient sender, Lock traffic, Clock clock) {
    this.sender = sender;
    this.traffic = traffic;
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
    traffic.lock();
    try {
      sender.sendMessage(message);
    } catch (RuntimeException e) {
      throw SendFailures.of(sender.getEntityPath(), e);
    } finally {
      traffic.unlock();
    }
  }
}
