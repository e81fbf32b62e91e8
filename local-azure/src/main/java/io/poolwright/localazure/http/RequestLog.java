package io.poolwright.localazure.http;

import java.util.ArrayDeque;
import java.util.List;

/** The last 10,000 requests, in the order in which they were answered. */
public final class RequestLog {

  private static final int CAPACITY = 10_000;

  private final ArrayDeque<RecordedRequest> requests = new ArrayDeque<>();

  /** Everything that was answered, cut or hung so far, oldest first. */
  public synchronized List<RecordedRequest> recorded() {
    return List.copyOf(requests);
  }

  public synchronized void clear() {
    requests.clear();
  }

  synchronized void add(RecordedRequest request) {
    if (requests.size() == CAPACITY) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }
}
