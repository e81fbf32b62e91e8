package io.poolwright.worker.servicebus;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusTransactionContext;
import com.azure.messaging.servicebus.models.CompleteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a message in the place of a locked one, in one transaction: both steps or neither. */
record Transfer(ServiceBusReceiverClient receiver, ServiceBusSenderClient sender) {
  private static final Logger log = LoggerFactory.getLogger(Transfer.class);

  /** Throws what the SDK throws; whatever it was, the broker has then done nothing. */
  void replace(ServiceBusReceivedMessage old, ServiceBusMessage fresh) {
    ServiceBusTransactionContext transaction = receiver.createTransaction();
    try {
      sender.sendMessage(fresh, transaction);
      receiver.complete(old, new CompleteOptions().setTransactionContext(transaction));
    } catch (RuntimeException e) {
      rollBack(transaction);
      throw e;
    }
    receiver.commitTransaction(transaction);
  }

  /** A transaction that nobody commits is rolled back by the broker after two minutes anyway. */
  private void rollBack(ServiceBusTransactionContext transaction) {
    try {
      receiver.rollbackTransaction(transaction);
    } catch (RuntimeException e) {
      log.debug("a transaction was left to the broker: {}", LogText.of(e.toString()));
    }
  }
}
