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
  private static final Secret KEY = new Secret(Base64.getEncoder().encodeToString(new byte[32]));

  /** One for all universes. A sealed SAS differs from run to run; nothing depends on its bytes. */
  private static final JobDocuments DOCUMENTS =
      new JobDocuments(SecretBox.of(KEY, new SecureRandom()));

  static Installation in(Surroundings around) {
    return new Installation(
        around,
        new SimQueue("requests", 100, around),
        new SimQueue(SimQueue.WAKEUPS, 1_000, around),
        new SimTopic(around.tally()),
        new SimStore(DOCUMENTS),
        new SimLedgers(),
        SimCloud.of(around),
        new Watch(around.tally()));
  }
}
