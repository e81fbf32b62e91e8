package io.poolwright.worker.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.poolwright.worker.job.Jobs;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The pool as we PUT it: the request's properties with our image and our mark. */
class PoolSchemaTest {
  @Test
  void whatWeSendIsWhatMicrosoftDescribes() throws IOException {
    assertThat(schema().validate(body())).extracting(Error::toString).isEmpty();
  }

  @Test
  void aPropertyThatMicrosoftDoesNotKnowWouldBeFound() throws IOException {
    ObjectNode body = body();
    body.withObject("/properties/scaleSettings/fixedScale").put("targetNodes", 1);
    assertThat(schema().validate(body)).isNotEmpty();
  }

  private static ObjectNode body() {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", "pool")
            .put("type", "Microsoft.Batch/batchAccounts/pools")
            .put("apiVersion", "2025-06-01");
    body.set(
        "properties", CreatePoolStep.properties(Jobs.accepted("job"), 0, Jobs.plan().reference()));
    return body;
  }

  private static Schema schema() throws IOException {
    return MicrosoftSchema.of("2025-06-01-Microsoft.Batch.json", "batchAccounts_pools");
  }
}
