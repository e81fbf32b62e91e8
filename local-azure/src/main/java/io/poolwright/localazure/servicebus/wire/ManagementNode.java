package io.poolwright.localazure.servicebus.wire;

import io.poolwright.localazure.servicebus.queue.Namespace;
import io.poolwright.localazure.servicebus.queue.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.qpid.proton.message.Message;

/** An entity's {@code $management}: one table of operations. */
final class ManagementNode implements RequestNode {
  private static final String PREFIX = "com.microsoft:";

  private final Map<String, Function<Request, Message>> operations = new HashMap<>();

  ManagementNode(Namespace namespace, String entity, AmqpCodec codec) {
    var scheduling = new SchedulingOperations(namespace, entity, codec);
    operations.put("schedule-message", scheduling::schedule);
    operations.put("cancel-scheduled-message", scheduling::cancel);
    var messages = new MessageOperations(namespace, entity);
    operations.put("peek-message", messages::peek);
    operations.put("receive-by-sequence-number", messages::receive);
    operations.put("renew-lock", messages::renewLock);
    operations.put("update-disposition", messages::updateDisposition);
    var sessions = new SessionOperations(namespace, entity);
    operations.put("renew-session-lock", sessions::renewLock);
    operations.put("get-session-state", sessions::getState);
    operations.put("set-session-state", sessions::setState);
    var rules = new RuleOperations(namespace, entity);
    operations.put("add-rule", rules::add);
    operations.put("remove-rule", rules::remove);
    operations.put("enumerate-rules", rules::enumerate);
  }

  @Override
  public Message answer(Message request) {
    Map<String, Object> properties = request.getApplicationProperties().getValue();
    String name = String.valueOf(properties.get("operation"));
    String local = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    Function<Request, Message> operation = operations.get(local);
    if (operation == null) {
      throw Refusal.NOT_IMPLEMENTED.because(
          "The management operation '%s' is not known.".formatted(name));
    }
    return operation.apply(Request.of(request));
  }
}
