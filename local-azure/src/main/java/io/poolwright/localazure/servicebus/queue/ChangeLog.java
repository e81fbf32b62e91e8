package io.poolwright.localazure.servicebus.queue;

/** Takes the durable changes, in order. */
public interface ChangeLog {

  void append(Change change);

  /** A log for a broker that forgets everything when it ends. */
  static ChangeLog forgetful() {
    return change -> {};
  }
}
