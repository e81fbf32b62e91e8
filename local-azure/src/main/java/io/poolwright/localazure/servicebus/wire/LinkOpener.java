package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Entity;
import io.poolwright.localazure.servicebus.queue.MessageQueue;
import io.poolwright.localazure.servicebus.queue.Namespace;
import io.poolwright.localazure.servicebus.queue.Refusal;
import io.poolwright.localazure.servicebus.queue.RefusedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/** Decides what a client's new link is, and answers its attach. */
final class LinkOpener {
  private static final String CBS = "$cbs";
  private static final String MANAGEMENT = "/$management";
  private static final Symbol TIMEOUT = Symbol.valueOf("com.microsoft:timeout");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final Namespace namespace;
  private final AmqpCodec codec;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final Transactions transactions = new Transactions();
  private final Routes routes = new Routes();
  private final ReplyLinks replies = new ReplyLinks();

  LinkOpener(Namespace namespace, AmqpCodec codec, Dispatcher dispatcher, InstantSource clock) {
    this.namespace = namespace;
    this.codec = codec;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  /** Opens or refuses the link. */
  void open(Link link) {
    link.setSource(link.getRemoteSource());
    link.setTarget(link.getRemoteTarget());
    link.setSenderSettleMode(link.getRemoteSenderSettleMode());
    link.setReceiverSettleMode(link.getRemoteReceiverSettleMode());
    try {
      if (link instanceof Receiver receiver) {
        fromClient(receiver);
      } else {
        toClient((Sender) link);
      }
    } catch (RefusedException e) {
      Errors.refuse(link, e);
    }
  }

  private void fromClient(Receiver link) {
    link.setContext(handlerFor(link));
    // Without a limit clients take it for 0 and send nothing.
    link.setMaxMessageSize(UnsignedLong.valueOf(SenderLink.MAX_MESSAGE_SIZE));
    link.open();
    Incoming.open(link);
  }

  private LinkHandler handlerFor(Receiver link) {
    if (link.getRemoteTarget() instanceof Coordinator) {
      routes.coordinate(link.getSession());
      return new CoordinatorLink(link, codec, transactions);
    }
    String address =
        address(link.getRemoteTarget() == null ? null : link.getRemoteTarget().getAddress());
    if (address.equals(CBS)) {
      return new RequestLink(link, request -> Reply.tokenTaken(), replies);
    }
    String managed = managed(address);
    if (managed != null) {
      return new RequestLink(link, new ManagementNode(namespace, managed, codec), replies);
    }
    Entity entity = namespace.destination(address);
    String route = routes.ofSender(link.getSession(), entity.name());
    return new SenderLink(link, entity.inbox(), route, codec, transactions);
  }

  private void toClient(Sender link) {
    if (!(link.getRemoteSource() instanceof Source source)) {
      throw Refusal.ARGUMENT.because("The link has neither a source nor a target address.");
    }
    String address = address(source.getAddress());
    if (address.equals(CBS) || managed(address) != null) {
      link.setContext(replies.add(link));
      link.open();
    } else {
      receive(link, SessionAttach.isWanted(source), address);
    }
  }

  private void receive(Sender link, boolean ofSession, String address) {
    var source = namespace.source(address);
    MessageQueue queue = source.messages();
    if (queue.requiresSession() != ofSession) {
      throw Refusal.NOT_ALLOWED.because(
          queue.requiresSession()
              ? "It is not possible for an entity that requires sessions to create a non-sessionful message receiver."
              : "A sessionful message receiver cannot be created on an entity that does not require sessions.");
    }
    routes.requireReceiver(link.getSession(), source.entity());
    ReceiverLink receiver = new ReceiverLink(link, source, transactions, dispatcher);
    link.setContext(receiver);
    if (!queue.requiresSession()) {
      link.open();
      dispatcher.add(receiver);
      return;
    }
    var attach = new SessionAttach(link, receiver, clock.instant().plus(timeout(link)));
    if (attach.answer()) {
      dispatcher.add(receiver);
    } else {
      dispatcher.add(attach);
    }
  }

  private static Duration timeout(Link link) {
    Map<Symbol, Object> properties = link.getRemoteProperties();
    return properties != null && properties.get(TIMEOUT) instanceof Number milliseconds
        ? Duration.ofMillis(milliseconds.longValue())
        : DEFAULT_TIMEOUT;
  }

  private static String address(@Nullable String address) {
    if (address == null) {
      throw Refusal.ARGUMENT.because("The link has neither a source nor a target address.");
    }
    return address;
  }

  /** The entity whose management node this is; null for other addresses. */
  private @Nullable String managed(String address) {
    if (!address.toLowerCase(Locale.ROOT).endsWith(MANAGEMENT)) {
      return null;
    }
    String entity = address.substring(0, address.length() - MANAGEMENT.length());
    if (!namespace.has(entity)) {
      throw Namespace.notFound(entity);
    }
    return entity;
  }
}
