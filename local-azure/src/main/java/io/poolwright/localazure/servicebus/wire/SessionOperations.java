package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Namespace;
import io.poolwright.localazure.servicebus.queue.Sessions;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.message.Message;

/** Keeping a session and its state. */
final class SessionOperations {
  private static final String SESSION_ID = "session-id";
  private static final String STATE = "session-state";

  private final Namespace namespace;
  private final String entity;

  SessionOperations(Namespace namespace, String entity) {
    this.namespace = namespace;
    this.entity = entity;
  }

  Message renewLock(Request request) {
    return Reply.ok(Map.of("expiration", Date.from(sessions().renew(request.text(SESSION_ID)))));
  }

  Message getState(Request request) {
    ByteBuffer state = sessions().state(request.text(SESSION_ID));
    Map<String, Object> body = new HashMap<>();
    body.put(STATE, state == null ? null : Binary.create(state));
    return Reply.ok(body);
  }

  Message setState(Request request) {
    Binary state = request.binary(STATE);
    sessions()
        .setState(
            request.text(SESSION_ID), state == null ? null : ByteBuffer.wrap(Bytes.copy(state)));
    return Reply.ok(Map.of());
  }

  private Sessions sessions() {
    return namespace.source(entity).messages().sessions();
  }
}
