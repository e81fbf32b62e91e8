package io.poolwright.localazure.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The faults in force. The first one that is due takes a request; all that match count it. */
public final class Faults {

  /**
   * A fault and what became of it.
   *
   * @param matched requests that matched since it was added
   * @param fired requests that it spoiled
   */
  public record Status(String id, long matched, long fired, Fault fault) {}

  private final List<ArmedFault> armed = new ArrayList<>();
  private final AtomicLong ids = new AtomicLong();

  /** Puts a fault in force from the next request on, and gives its id. */
  public synchronized String add(Fault fault) {
    ArmedFault added = new ArmedFault("fault-" + ids.incrementAndGet(), fault);
    armed.add(added);
    return added.id();
  }

  public synchronized List<Status> list() {
    return armed.stream().map(ArmedFault::status).toList();
  }

  /** Lifts one fault and closes the connections that it holds; false when there is none. */
  public synchronized boolean remove(String id) {
    armed.stream().filter(fault -> fault.id().equals(id)).forEach(ArmedFault::disarm);
    return armed.removeIf(fault -> fault.id().equals(id));
  }

  /** Lifts all faults and closes the connections that they hold. */
  public synchronized void clear() {
    armed.forEach(ArmedFault::disarm);
    armed.clear();
  }

  /** The fault for this request, if one is due. */
  synchronized Optional<ArmedFault> take(String method, String path, @Nullable String query) {
    List<ArmedFault> due = new ArrayList<>();
    for (ArmedFault fault : armed) {
      if (fault.matches(method, path, query) && fault.isDue()) {
        due.add(fault);
      }
    }
    due.stream().findFirst().ifPresent(ArmedFault::fire);
    return due.stream().findFirst();
  }
}
