package io.poolwright.localazure.servicebus.queue;

/** Numbers the messages of one entity, from 1, never the same twice. */
final class SequenceNumbers {
  private long last;

  long next() {
    return ++last;
  }

  long last() {
    return last;
  }

  void startAfter(long number) {
    last = Math.max(last, number);
  }
}
