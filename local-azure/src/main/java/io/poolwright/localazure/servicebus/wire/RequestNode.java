package io.poolwright.localazure.servicebus.wire;

import org.apache.qpid.proton.message.Message;

/** Answers requests. */
interface RequestNode {

  /**
   * The reply, without its correlation id.
   *
   * @throws io.poolwright.localazure.servicebus.queue.RefusedException to answer with a refusal
   */
  Message answer(Message request);
}
