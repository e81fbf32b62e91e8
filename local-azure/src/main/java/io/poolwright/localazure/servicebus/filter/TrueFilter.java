package io.poolwright.localazure.servicebus.filter;

import io.poolwright.localazure.servicebus.queue.Content;
import io.poolwright.localazure.servicebus.queue.Filter;

/** Takes everything. */
public enum TrueFilter implements Filter {
  INSTANCE;

  @Override
  public boolean matches(Content content) {
    return true;
  }
}
