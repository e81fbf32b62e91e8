package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.RefusedException;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Link;

/** Refusals as AMQP says them. */
final class Errors {
  private Errors() {}

  static ErrorCondition condition(Refusal refusal, String detail) {
    return new ErrorCondition(Symbol.valueOf(refusal.condition()), detail);
  }

  static Rejected rejected(RefusedException e) {
    Rejected rejected = new Rejected();
    rejected.setError(condition(e.refusal(), e.detail()));
    return rejected;
  }

  /** Refuses an attach: AMQP has it answered with no source and target, then detached. */
  static void refuse(Link link, RefusedException e) {
    link.setSource(null);
    link.setTarget(null);
    link.open();
    close(link, e);
  }

  static void close(Link link, RefusedException e) {
    link.setCondition(condition(e.refusal(), e.detail()));
    link.close();
  }
}
