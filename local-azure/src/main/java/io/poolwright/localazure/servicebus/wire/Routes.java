package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.proton.engine.Session;

/**
 * Through which queue or topic the links of one connection take part in transactions.
 *
 * <p>A transaction stays within one of them. A client that wants to send to others in it as well
 * ({@code enableCrossEntityTransactions}) opens the coordinator and then all its links in one
 * session: whatever the session sends is then transferred through the entity of its first link, and
 * a receiver from another entity is refused, in a transaction or not. Source: the live tests of
 * Azure's clients for .NET and Java.
 */
final class Routes {
  private final Set<Session> coordinated = new HashSet<>();
  private final Map<Session, String> via = new HashMap<>();

  /** From now on everything in this session goes through the entity of its first link. */
  void coordinate(Session session) {
    coordinated.add(session);
  }

  String ofSender(Session session, String entity) {
    return coordinated.contains(session) ? first(session, entity) : entity;
  }

  /**
   * Whether the session can have this receiver.
   *
   * @throws io.poolwright.localazure.servicebus.queue.RefusedException if all that it sends goes
   *     through another entity
   */
  void requireReceiver(Session session, String entity) {
    if (coordinated.contains(session) && !first(session, entity).equals(entity)) {
      throw Transaction.spansEntities();
    }
  }

  private String first(Session session, String entity) {
    return via.computeIfAbsent(session, any -> entity);
  }
}
