package io.poolwright.localazure.servicebus.queue;

/** What happens to a message when it is handed out. */
public enum ReceiveMode {
  /** It is locked until settled. */
  PEEK_LOCK,
  /** It is gone. */
  RECEIVE_AND_DELETE
}
