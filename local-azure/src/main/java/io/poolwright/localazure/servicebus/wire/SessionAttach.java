package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.Sessions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/** A receiver that asked for a session, named or any; its attach is answered when it has one. */
final class SessionAttach {
  private static final Symbol FILTER = Symbol.valueOf("com.microsoft:session-filter");
  private static final Symbol LOCKED_UNTIL = Symbol.valueOf("com.microsoft:locked-until-utc");

  /** The Unix epoch in .NET ticks of 100 ns since the year 1. */
  private static final long EPOCH_TICKS = 621_355_968_000_000_000L;

  private static final long TICKS_PER_MILLISECOND = 10_000;

  private final Sender link;
  private final ReceiverLink receiver;
  private final @Nullable String wanted;
  private final Instant deadline;

  /**
   * An attach not yet answered.
   *
   * @param deadline when to give up if no session is free
   */
  SessionAttach(Sender link, ReceiverLink receiver, Instant deadline) {
    this.link = link;
    this.receiver = receiver;
    this.wanted = wanted((Source) link.getRemoteSource());
    this.deadline = deadline;
  }

  /** Whether a receiver's source asks for a session, be it for any. */
  static boolean isWanted(Source source) {
    return source.getFilter() != null && source.getFilter().containsKey(FILTER);
  }

  ReceiverLink receiver() {
    return receiver;
  }

  Instant deadline() {
    return deadline;
  }

  /**
   * Answers the attach if a session is free.
   *
   * @throws io.poolwright.localazure.servicebus.queue.RefusedException if the named one is taken
   */
  boolean answer() {
    Sessions.Hold hold = receiver.queue().acceptSession(wanted, receiver);
    if (hold == null) {
      return false;
    }
    receiver.bindTo(hold.sessionId());
    Source source = (Source) link.getRemoteSource();
    Map<Object, Object> filter = new HashMap<>();
    ((Map<?, ?>) source.getFilter()).forEach(filter::put);
    filter.put(FILTER, hold.sessionId());
    source.setFilter(filter);
    link.setSource(source);
    link.setProperties(Map.of(LOCKED_UNTIL, ticks(hold.until())));
    link.open();
    return true;
  }

  void giveUp() {
    Errors.refuse(
        link,
        Refusal.TIMEOUT.because("No session with messages became free within the given time."));
  }

  private static long ticks(Instant instant) {
    return EPOCH_TICKS + instant.toEpochMilli() * TICKS_PER_MILLISECOND;
  }

  private static @Nullable String wanted(Source source) {
    Object value = source.getFilter().get(FILTER);
    Object plain = value instanceof DescribedType described ? described.getDescribed() : value;
    return plain == null ? null : plain.toString();
  }
}
