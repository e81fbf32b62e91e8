package io.poolwright.localazure.servicebus.queue;

import java.io.IOException;

/** Makes the changes of one turn of the loop lasting, before anybody is told of them. */
public interface Durability extends AutoCloseable {

  void commit() throws IOException;

  @Override
  void close() throws IOException;

  /** For a broker that forgets everything when it ends. */
  static Durability none() {
    return new Durability() {
      @Override
      public void commit() {}

      @Override
      public void close() {}
    };
  }
}
