package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.Transaction;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;

/** The open transactions of one connection; they end unfinished with it. */
final class Transactions {
  private final Map<Binary, Transaction> open = new HashMap<>();
  private long last;

  Binary declare() {
    byte[] id = ByteBuffer.allocate(Long.BYTES).putLong(++last).array();
    Binary key = new Binary(id);
    open.put(key, new Transaction());
    return key;
  }

  Transaction find(Binary id) {
    Transaction transaction = open.get(id);
    if (transaction == null) {
      throw unknown();
    }
    return transaction;
  }

  void discharge(Binary id, boolean fail) {
    Transaction transaction = open.remove(id);
    if (transaction == null) {
      throw unknown();
    }
    if (!fail) {
      transaction.commit();
    }
  }

  private static RuntimeException unknown() {
    return Refusal.TRANSACTION_UNKNOWN.because("The transaction is not declared, or it is over.");
  }
}
