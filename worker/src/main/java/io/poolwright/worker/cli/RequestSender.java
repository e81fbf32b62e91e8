package io.poolwright.worker.cli;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import io.poolwright.contracts.CancelRequest;
import io.poolwright.contracts.JobId;
import io.poolwright.contracts.RequestCodec;
import java.util.zip.CRC32;

/** Puts requests into the queue. */
record RequestSender(BusAddress bus) {
  /**
   * The queue drops what has the message id of another one of late: the same request is asked for
   * once, and a corrected one under the same job id gets through.
   */
  void send(byte[] body, JobId job) {
    var content = new CRC32();
    content.update(body);
    send(body, job, "%s/%08x".formatted(job, content.getValue()));
  }

  /** Under a message id of its own, or it would be taken for a repeat of the job's request. */
  void cancel(JobId job) {
    send(RequestCodec.encode(new CancelRequest(job)), job, job + "/cancel");
  }

  private void send(byte[] body, JobId job, String messageId) {
    var message =
        new ServiceBusMessage(body)
            .setMessageId(messageId)
            .setCorrelationId(job.value())
            .setContentType("application/json");
    try (var sender = bus.client().sender().queueName(bus.requestQueue()).buildClient()) {
      sender.sendMessage(message);
    } catch (ServiceBusException | AmqpException | IllegalStateException e) {
      throw CommandFailed.unreachable(
          "The request was not sent to queue %s: %s"
              .formatted(bus.requestQueue(), firstLine(String.valueOf(e.getMessage()))));
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
