package io.poolwright.worker.simulation;

import io.poolwright.contracts.Secret;
import io.poolwright.worker.document.JobDocuments;
import io.poolwright.worker.document.SecretBox;
import java.security.SecureRandom;
import java.util.Base64;

/** Everything outside the workers that outlives them. */
record Installation(
    Surroundings around,
    SimQueue requests,
    SimQueue wakeups,
    SimTopic topic,
    SimStore store,
    SimLedgers ledgers,
    SimCloud cloud,
    Watch watch) {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  static Installation in(Surroundings around) {
    // A sealed SAS differs from run to run; nothing that a run does depends on its bytes.
    var documents = new JobDocuments(SecretBox.of(new Secret(KEY), new SecureRandom()));
    return new Installation(
        around,
        new SimQueue("requests", around),
        new SimQueue("wakeups", around),
        new SimTopic(),
        new SimStore(documents),
        new SimLedgers(),
        SimCloud.of(around),
        new Watch());
  }
}
