package io.poolwright.localazure.servicebus.queue;

/** Whoever holds a session; told when the hold ended by itself. */
public interface SessionHolder {
  void sessionLost();
}
